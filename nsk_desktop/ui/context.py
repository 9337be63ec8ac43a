"""What every page is given: the desk, the day, and a way to speak to the rest of the window."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QObject, Signal

from nsk_desktop.services import code_lists
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.finding import Finder
from nsk_desktop.services.outcome_evidence import Weighing
from nsk_desktop.services.recents import Recents
from nsk_desktop.services.text_watch import TextWatch
from nsk_desktop.settings import Settings, load_settings, save_settings
from nsk_desktop.ui.background import Runner
from nsk_desktop.ui.drafts import Drafts
from nsk_desktop.ui.widgets.choice import OFFERED


@dataclass(frozen=True, slots=True)
class Change:
    """What was just saved, undone or received: its name and the kinds of record it touched."""

    label: str
    kinds: frozenset[str]


class Bus(QObject):
    """The few things that one part of the window tells all the others."""

    changed = Signal(object)
    """A `Change` was saved; each page decides whether it is stale."""
    wanted = Signal(str, str)
    """Somebody wants to see a page (its name) and a record on it (its id, or nothing)."""
    field_wanted = Signal(str)
    """Somebody wants to write in this field of the record that is shown (its name)."""
    said = Signal(str, bool)
    """A sentence for the user about what was just done, and whether it can be undone."""
    settings_changed = Signal(object)
    opened = Signal()
    """A record was opened: what was opened last is no longer what it was."""
    restart_wanted = Signal(object)
    """Somebody wants the store closed, this function called, and the unlock window shown."""
    central_wanted = Signal()
    """Somebody wants the window in which the centre merges files."""
    help_wanted = Signal(str)
    """Somebody wants to read a help page (its name)."""


class SettingsHolder:
    """The user's settings as they are now, and how they are kept."""

    def __init__(self, bus: Bus) -> None:
        self.now: Settings = load_settings().settings
        self._bus = bus

    def change(self, settings: Settings) -> None:
        """Use and keep other settings."""
        if settings != self.now:
            self.now = settings
            save_settings(settings)
            self._bus.settings_changed.emit(settings)


@dataclass
class Context:
    """Shared by all pages of one window."""

    desk: Desk
    bus: Bus
    runner: Runner
    settings: SettingsHolder
    today: Callable[[], date] = field(default=date.today)
    drafts: Drafts = field(init=False)
    watch: TextWatch = field(init=False)
    finder: Finder = field(init=False)
    recents: Recents = field(init=False)
    weighing: Weighing = field(init=False)

    def __post_init__(self) -> None:
        self.drafts = Drafts(self.desk, self.bus)
        self.watch = TextWatch(self.desk)
        self.finder = Finder(self.desk)
        self.recents = Recents(self.desk)
        self.weighing = Weighing(self.desk)
        self._offer()
        self.bus.changed.connect(lambda change: self._offer() if "retired_code" in change.kinds else None)

    def _offer(self) -> None:
        """Offer the codes that the effort uses, everywhere."""
        OFFERED.retire(code_lists.retired(self.desk))

    def tell(self, sentence: str, *, undoable: bool = True) -> None:
        """Say what was just done."""
        self.bus.said.emit(sentence, undoable)

    def go(self, page: str, record: str = "") -> None:
        """Show a page, and a record on it."""
        self.bus.wanted.emit(page, record)

    def help(self, page: str) -> None:
        """Show a help page."""
        self.bus.help_wanted.emit(page)
