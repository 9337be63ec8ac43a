"""Every screen and dialog of the program, each opened in a window with a small believable store."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.records import Participant
from nsk_desktop.errors.store import WrongPassphrase
from nsk_desktop.log import crash_report
from nsk_desktop.services import demo, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.series import Scope
from nsk_desktop.store import keys
from nsk_desktop.store.device import load_device_key
from nsk_desktop.store.engine import open_engine
from nsk_desktop.store.store import Store
from nsk_desktop.store.vault import Vault
from nsk_desktop.ui import asking, messages
from nsk_desktop.ui.background import Runner, Task
from nsk_desktop.ui.central_question import AcceptDialog
from nsk_desktop.ui.central_window import CentralWindow
from nsk_desktop.ui.commands import keys_of
from nsk_desktop.ui.crash_dialog import CrashDialog
from nsk_desktop.ui.guarding import GuardedField
from nsk_desktop.ui.help_dialog import HelpDialog
from nsk_desktop.ui.history_dialog import HistoryDialog
from nsk_desktop.ui.keys_dialog import KeysDialog
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.new_participant import NewParticipantDialog
from nsk_desktop.ui.new_rating import NewRatingDialog
from nsk_desktop.ui.pages.import_list import ImportListPage
from nsk_desktop.ui.places import places
from nsk_desktop.ui.progress_dialog import ProgressDialog
from nsk_desktop.ui.unlock import UnlockWindow
from nsk_desktop.ui.widgets.date_entry import CalendarPopup, DateEntry
from nsk_desktop.ui.words_dialog import WordsDialog
from tests import make
from tests.exchange.lists import workbook
from tests.services.team_desks import CHEAP
from tests.ui import area_screens, central_screens, money_screens, release_screens, team_screens

TODAY = date(2025, 12, 9)
DISPUTED = date(2025, 12, 2)


@cache
def _believable() -> bytes:
    """The database of the example year, with something in the bin and a field that two laptops disagree about."""
    folder = Path(mkdtemp(prefix="nsk-screens-"))
    with make.desk(folder / "one") as desk:
        demo.fill(desk)
        id = sessions.new_session(desk, title="Nabomøde", day=DISPUTED, place="Beboerhuset", state="afholdt")
        sessions.delete_session(desk, sessions.new_session(desk, title="Forkert møde", day=DISPUTED))
        with make.desk(folder / "other", author="CD") as other:
            other.store.receive(desk.store.journal())
            sessions.save_session(other, id, place="Biblioteket")
            sessions.save_session(desk, id, place="Skolen")
            desk.store.receive(other.store.journal())
    return (folder / "one" / "nsk.db").read_bytes()


class House:
    """A window at a believable store, or at an empty one, and what a screen needs to be opened."""

    def __init__(self, folder: Path, qtbot: QtBot, *, lived_in: bool = True) -> None:
        path = make.database(folder / "store")
        if lived_in:
            path.write_bytes(_believable())
        self.folder, self.qtbot = folder, qtbot
        data_key, _code = keys.create(path.parent, make.PASSPHRASE, CHEAP)
        signer, vault = load_device_key(path.parent, data_key), Vault(path.parent, data_key)
        self.desk = Desk(Store(open_engine(path, make.KEY)), path.parent, signer, vault)
        self.desk.store.set_fact("author", "AB")
        self.runner = Runner()
        self.window = MainWindow(self.desk, self.runner, lambda: TODAY)

    def settle(self) -> None:
        """Wait until what is under way has come to its end."""
        self.qtbot.waitUntil(lambda: not self.runner.busy)
        # A layout that has found its size may ask the ones around it for another.
        for _round in range(4):
            turned: list[bool] = []
            QTimer.singleShot(0, partial(turned.append, True))
            self.qtbot.waitUntil(lambda turned=turned: bool(turned))  # type: ignore[misc]

    def meeting(self, day: date | None = None) -> str:
        """The id of a meeting: one of *day*, or the latest that is finished."""
        rows = sessions.list_sessions(self.desk)
        fits = [row for row in rows if (row.day == day if day else row.completed)]
        return max(fits, key=lambda row: (row.day or date.min, row.id)).id

    def close(self) -> None:
        """Close the window, then the store."""
        self.settle()
        self.window.close()
        self.window.deleteLater()
        self.runner.close()
        self.desk.close()


Opened = AbstractContextManager[QWidget]


@dataclass(frozen=True)
class Sight:
    """Something that a user can have before them."""

    name: str
    open: Callable[[House], Opened]
    dialog: type[QDialog] | None = None
    """Which dialog it is, if it is one."""


def page_names() -> list[str]:
    """Every page and every tab: a new one is here by itself."""
    return [name for place in places() for name in (place.name, *place.parts)]


def _page(name: str, house: House) -> Opened:
    house.window.go(name)
    return nullcontext(house.window)


@contextmanager
def _put_away(widget: QWidget) -> Iterator[QWidget]:
    """*widget* as long as it is looked at."""
    widget.show()
    yield widget
    widget.hide()
    widget.deleteLater()


def _meeting(house: House) -> Opened:
    house.window.go("activities", house.meeting())
    return nullcontext(house.window)


@contextmanager
def _account(house: House) -> Iterator[QWidget]:
    house.window.go("overview")
    house.settle()
    house.window.overview._open_current()
    house.settle()
    yield house.window
    house.window.overview.show_figures()


def _new_meeting(house: House) -> Opened:
    house.window.go("activities", sessions.new_session(house.desk))
    return nullcontext(house.window)


def _incomplete(house: House) -> Opened:
    """Problems under their fields: finishing a meeting that lacks nearly everything."""
    house.window.go("activities", sessions.new_session(house.desk, state="afholdt"))
    house.window.activities.session._complete()
    return nullcontext(house.window)


def _disputed(house: House) -> Opened:
    house.window.go("activities", house.meeting(DISPUTED))
    return nullcontext(house.window)


@contextmanager
def _guard(words: str, house: House) -> Iterator[QWidget]:
    house.window.go("activities", house.meeting(DISPUTED))
    form = house.window.activities.session.form
    form.entry("summary").paper.setPlainText(words)
    guard = form.guards["summary"]
    assert isinstance(guard, GuardedField)
    guard.look()
    yield house.window
    form.entry("summary").paper.setPlainText("")
    guard.look()


@contextmanager
def _notices(house: House) -> Iterator[QWidget]:
    window = house.window
    window.go("start")
    window.notice.show_choices("Dataene er ældre, end da de sidst blev brugt her.", (("Jeg ved det", lambda: None),))
    window.context.tell("Mødet er flyttet til papirkurven.")
    yield window
    window.notice.hide()
    window.snackbar.hide()


@contextmanager
def _finder(house: House) -> Iterator[QWidget]:
    house.window.go("start")
    house.window.finder.begin()
    house.settle()
    house.window.finder.line.setText("kvinde")
    house.settle()
    yield house.window
    house.window.finder.close()


@contextmanager
def _import_step(steps: int, house: House) -> Iterator[QWidget]:
    """A list of attendance that was chosen, and *steps* presses of the button that goes on."""
    house.window.go("import")
    page = house.window.findChild(ImportListPage)
    assert isinstance(page, ImportListPage)
    rows = [("Navn", "Født", "4/3-25", "11/3-25"), ("Ida Hansen", 1980, "x", "måske"), ("Amina", None, 1, "x")]
    page.open_file(workbook(house.folder / "liste.xlsx", {}, Ark1=rows))
    house.settle()
    page.columns.kind.set_value("netværks-/kvindegruppe")
    page.columns.themes.set_value(["T2"])
    for _step in range(steps):
        page.onward.click()
        house.settle()
    yield house.window
    page.start_over()


@contextmanager
def _team_plan(house: House) -> Iterator[QWidget]:
    yield team_screens.with_plan(house)
    team_screens.page_of(house).go_home()


def _history(house: House) -> Opened:
    opened = sessions.open_session(house.desk, house.meeting(DISPUTED))
    house.window.go("activities", opened.session.id)
    form = house.window.activities.session.form
    return _put_away(HistoryDialog(house.window, house.window.context, opened.session, form.entries()))


def _help(house: House) -> Opened:
    made = HelpDialog(house.window)
    made.show_page("start")
    return _put_away(made)


def _progress(house: House) -> Opened:
    return _put_away(ProgressDialog(Task(lambda _task, _then: None), "Listen læses", house.window))


def _new_person(house: House) -> Opened:
    """Somebody whose name is like that of somebody who is here, so that the question is asked too."""
    with house.desk.store.read() as read:
        known = next(one.alias for one in read.all(Participant) if one.alias)
    made = NewParticipantDialog(house.window, house.window.context, known)
    house.settle()
    return _put_away(made)


def _day(house: House) -> Opened:
    return _put_away(asking.postpone_dialog(house.window, TODAY, lambda: TODAY))


def _scope(house: House) -> Opened:
    return _put_away(asking.ScopeDialog(house.window, "Sted", TODAY, Scope.ONE, one=True))


def _crash(house: House) -> Opened:
    return _put_away(CrashDialog(crash_report(ValueError("x")), house.window))


def _told(house: House) -> Opened:
    return _put_away(messages.told_box(str(WrongPassphrase()), house.window))


def _asked(house: House) -> Opened:
    box, _yes = messages.question_box("Vil du slette kopien? Den kan ikke hentes igen.", "Slet", house.window)
    return _put_away(box)


@contextmanager
def _unlock(page: str, house: House) -> Iterator[QWidget]:
    """The first window, as it shows one of its pages."""
    made = UnlockWindow(house.folder / "none", house.runner)
    if page == "code_page":
        made.code_page.show_code("ABCD-EFGH-JKLM-NPQR-STUV-WXYZ")
    shown = getattr(made, page)
    made._show(shown)
    with _put_away(made):
        yield made


@contextmanager
def _refused(house: House) -> Iterator[QWidget]:
    with _unlock("unlock_page", house) as made:
        assert isinstance(made, UnlockWindow)
        made.unlock_page.refuse(str(WrongPassphrase()))
        yield made


@contextmanager
def _calendar(house: House) -> Iterator[QWidget]:
    house.window.go("activities", house.meeting())
    entry = house.window.activities.session.form.entry("day")
    assert isinstance(entry, DateEntry)
    entry._open_calendar()
    popup = entry._popup
    assert isinstance(popup, CalendarPopup)
    yield popup
    popup.hide()


@contextmanager
def _central(build: Callable[[House], CentralWindow], house: House) -> Iterator[QWidget]:
    """The window of the centre, which needs no store."""
    made = build(house)
    with _put_away(made):
        yield made
        made.close()


def dialogs() -> tuple[Sight, ...]:
    """Every dialog. A test finds those that are not here."""

    def made(build: Callable[[House], QWidget]) -> Callable[[House], Opened]:
        return lambda house: _put_away(build(house))

    return (
        Sight("keys", made(lambda house: KeysDialog(keys_of(house.window), house.window)), KeysDialog),
        Sight("help", _help, HelpDialog),
        Sight("crash", _crash, CrashDialog),
        Sight("new participant", _new_person, NewParticipantDialog),
        Sight(
            "new rating",
            made(lambda house: NewRatingDialog(house.window, house.window.context, "2025H2")),
            NewRatingDialog,
        ),
        Sight(
            "cancel",
            made(lambda house: asking.CancelDialog(house.window, house.window.context, "Kvindegruppen")),
            asking.CancelDialog,
        ),
        Sight("day", _day, asking.DayDialog),
        Sight("scope", _scope, asking.ScopeDialog),
        Sight("progress", _progress, ProgressDialog),
        Sight("history", _history, HistoryDialog),
        Sight("told", _told, QMessageBox),
        Sight("asked", _asked, QMessageBox),
        *(
            Sight(name, made(partial(central_screens.question, code=name)), AcceptDialog)
            for name in ("device-unknown", "device-key-changed", "would-shrink")
        ),
        Sight("six words", made(team_screens.words), WordsDialog),
    )


def _states() -> tuple[Sight, ...]:
    """Pages in a state that is not their first."""
    return (
        Sight("meeting", _meeting),
        Sight("new meeting", _new_meeting),
        Sight("account of a figure", _account),
        Sight("money by initiative", money_screens.by_initiative),
        Sight("account of money", money_screens.account),
        Sight("incomplete meeting", _incomplete),
        Sight("disputed meeting", _disputed),
        Sight("guard", partial(_guard, "Ring til Amina på 22 33 44 55.")),
        Sight("concern", partial(_guard, "Pigen bliver slået derhjemme.")),
        Sight("notices", _notices),
        Sight("finder", _finder),
        Sight("import columns", partial(_import_step, 0)),
        Sight("import check", partial(_import_step, 1)),
        Sight("calendar popup", _calendar),
        Sight("colleagues", lambda house: nullcontext(team_screens.with_colleagues(house))),
        Sight("resident file", area_screens.resident_file),
        Sight("counts to give out", release_screens.looked_at),
        Sight("team plan", _team_plan),
        *(Sight(name, partial(_unlock, name)) for name in ("unlock_page", "create_page", "code_page")),
        Sight("recovery_page", partial(_unlock, "recovery_page")),
        Sight("refused", _refused),
        Sight("central", partial(_central, lambda _house: central_screens.new_window())),
        Sight("central asking", partial(_central, central_screens.asking)),
        Sight("central done", partial(_central, central_screens.done)),
        Sight("central refused", partial(_central, central_screens.refused)),
    )


def sights() -> tuple[Sight, ...]:
    """All there is to look at in a store with a year in it."""
    return (*pages(), *_states(), *dialogs())


def pages() -> tuple[Sight, ...]:
    """Every page and tab; in an empty store too."""
    return tuple(Sight(name, partial(_page, name)) for name in page_names())
