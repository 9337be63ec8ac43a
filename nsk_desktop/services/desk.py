"""The desk: an open store, what was done at it, and how to take that back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nsk_desktop.errors.store import ChangedSince
from nsk_desktop.i18n import _
from nsk_desktop.store import facts
from nsk_desktop.store.change import Done
from nsk_desktop.store.device import DeviceKey
from nsk_desktop.store.store import Store
from nsk_desktop.store.vault import Vault

__all__ = ["Desk", "Done", "Notice", "redo_text", "undo_text"]
KEPT_STEPS = 100


@dataclass(frozen=True, slots=True)
class Notice:
    """What was noticed while opening that the user should know."""

    restored: bool = False
    """The database is older than when it was last closed: it was restored from a backup."""
    moved: bool = False
    """The store was copied here from another machine."""

    def sentence(self) -> str:
        """What to tell the user, or nothing."""
        if self.restored:
            return _(
                "The data are older than when they were last used here: they come from a backup. "
                "What was saved since is missing."
            )
        if self.moved:
            return _("The data were last used on another computer. From now on they are kept as this computer's own.")
        return ""


class Desk:
    """What one person works at until the program closes. Undo and redo are ordinary changes."""

    def __init__(self, store: Store, folder: Path, signer: DeviceKey | None = None, vault: Vault | None = None) -> None:
        self.store = store
        self.folder = folder
        self.signer = signer
        self.vault = vault
        self.practice = store.fact(facts.PRACTICE) == "yes"
        self._done: list[Done] = []
        self._undone: list[Done] = []
        self._listeners: list[Callable[[Done], None]] = []
        self._rewinding: list[Done] | None = None
        self.refused: Done | None = None
        """What was last asked to be taken back or done again, and could not be."""
        self.notice = Notice()
        self._before_closing: list[Callable[[], None]] = []
        self._closing: list[Callable[[], object]] = []
        self._back_up: Callable[[str], Path] | None = None
        self._put_back: Callable[[Path], object] | None = None
        self._check_copy: Callable[[Path], None] | None = None
        store.listen(self._note)

    def listen(self, listener: Callable[[Done], None]) -> None:
        """Call *listener* after every change, also after undo and redo."""
        self._listeners.append(listener)

    def before_closing(self, act: Callable[[], None]) -> None:
        """Do *act* when the desk is closed, while the store is still open."""
        self._before_closing.append(act)

    def when_closing(self, act: Callable[[], object]) -> None:
        """Do *act* when the store has been closed."""
        self._closing.append(act)

    def backing_up(self, act: Callable[[str], Path]) -> None:
        """Let `back_up` make its copies with *act*."""
        self._back_up = act

    def putting_back(self, act: Callable[[Path], object]) -> None:
        """Let `put_back` lay a copy in the place of the store with *act*."""
        self._put_back = act

    def checking_copies(self, act: Callable[[Path], None]) -> None:
        """Let `check_copy` look at copies with *act*."""
        self._check_copy = act

    def check_copy(self, copy: Path) -> None:
        """Refuse a copy that could not be laid in the place of the store."""
        if self._check_copy is None:
            raise LookupError(copy)
        self._check_copy(copy)

    def put_back(self, copy: Path) -> None:
        """Close the store and lay *copy* in its place, before any other program may open it."""
        act = self._put_back
        if act is None:
            raise LookupError(copy)
        # The last to be added is the first to be done: the folder is let go of after it.
        self.when_closing(lambda: act(copy))
        try:
            self.close()
        finally:
            self.close()

    def back_up(self, reason: str) -> Path | None:
        """A checked copy of the store before something big happens to it."""
        return self._back_up(reason) if self._back_up else None

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back, as the user called it."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again."""
        return self._undone[-1].label if self._undone else None

    def undo(self) -> Done | None:
        """Take the last change back. Raises `ChangedSince` when that would lose a later one."""
        return self._rewind(self._done, self._undone)

    def redo(self) -> Done | None:
        """Do again what was last undone."""
        return self._rewind(self._undone, self._done)

    def settle_last(self) -> None:
        """What was done last has consequences outside and cannot be taken back."""
        self._done = self._done[:-1]

    def close(self) -> None:
        """Let go of the store. Closing twice does nothing."""
        while self._before_closing:
            self._before_closing.pop()()
        self.store.close()
        while self._closing:
            self._closing.pop()()

    def _rewind(self, source: list[Done], target: list[Done]) -> Done | None:
        if not source:
            return None
        # Alone with the store, so that a change of the worker's is not taken for the undo.
        with self.store.alone():
            last = source.pop()
            self._rewinding = target
            try:
                self.store.undo(last, last.label)
            except ChangedSince:
                # It can never be taken back any more, and must not stand in the way of the steps before it.
                self.refused = last
                raise
            except BaseException:
                source.append(last)
                raise
            finally:
                self._rewinding = None
        return last

    def _note(self, done: Done) -> None:
        if not done.entries:
            # A colleague's journal came in: it is not ours to take back.
            pass
        elif self._rewinding is not None:
            self._rewinding.append(done)
        else:
            self._done = [*self._done, done][-KEPT_STEPS:]
            self._undone.clear()
        for listener in list(self._listeners):
            listener(done)


def undo_text(desk: Desk) -> str:
    """The menu text for undo, with the name of what it takes back."""
    label = desk.undo_label
    return _("Undo: {what}").format(what=label) if label else _("Undo")


def redo_text(desk: Desk) -> str:
    """The menu text for redo, with the name of what it does again."""
    label = desk.redo_label
    return _("Redo: {what}").format(what=label) if label else _("Redo")
