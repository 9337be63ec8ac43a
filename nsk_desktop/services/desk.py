"""The desk: an open store, what was done at it, and how to take that back."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from nsk_desktop.i18n import _
from nsk_desktop.store import facts
from nsk_desktop.store.change import Done
from nsk_desktop.store.store import Store

KEPT_STEPS = 100


class Closing(Protocol):
    """What must be let go of with the desk: the lock that keeps a second program away."""

    def release(self) -> None: ...


class Desk:
    """What one person works at until the program closes. Undo and redo are ordinary changes."""

    def __init__(self, store: Store, folder: Path, signer: object | None = None) -> None:
        self.store = store
        self.folder = folder
        self.signer = signer
        self.practice = store.fact(facts.PRACTICE) == "yes"
        self._done: list[Done] = []
        self._undone: list[Done] = []
        self._listeners: list[Callable[[Done], None]] = []
        self._rewinding: list[Done] | None = None
        self._closing: list[Callable[[], None]] = []
        store.listen(self._note)

    def listen(self, listener: Callable[[Done], None]) -> None:
        """Call *listener* after every change, also after undo and redo."""
        self._listeners.append(listener)

    def when_closing(self, act: Callable[[], None]) -> None:
        """Do *act* when the desk is closed, the last first."""
        self._closing.append(act)

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

    def close(self) -> None:
        """Let go of the store. Closing twice does nothing."""
        self.store.close()
        while self._closing:
            self._closing.pop()()

    def _rewind(self, source: list[Done], target: list[Done]) -> Done | None:
        if not source:
            return None
        last = source[-1]
        self._rewinding = target
        try:
            self.store.undo(last, last.label)
        finally:
            self._rewinding = None
        source.pop()
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
