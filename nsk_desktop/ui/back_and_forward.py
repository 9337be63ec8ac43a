"""Back and forward through what was shown: pages, tabs and records, by key or with the mouse's own buttons."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWindow

from nsk_desktop.ui.context import Context

_LONGEST = 100
_KEEP_AFTER_MS = 1_000


@dataclass(frozen=True, slots=True)
class Stop:
    """What was shown: a page or tab by its name, and the record on it, if any."""

    name: str
    record: str = ""


class Trail:
    """The way one has come, and the way back and forth on it."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._here = -1

    def visit(self, stop: Stop) -> None:
        """Something is shown that was asked for: what lay ahead is forgotten."""
        if self.here() == stop:
            return
        self._stops[self._here + 1 :] = [stop]
        del self._stops[:-_LONGEST]
        self._here = len(self._stops) - 1

    def correct(self, stop: Stop) -> None:
        """What is shown here is no longer what was asked for: somebody chose another record or tab on the page."""
        if self._stops:
            self._stops[self._here] = stop

    def here(self) -> Stop | None:
        """Where one is."""
        return self._stops[self._here] if self._stops else None

    def step(self, by: int) -> Stop | None:
        """The stop before (-1) or after (1), which one is at from now on; None at the end of the way."""
        now = self.here()
        # What is shown already is no step.
        while 0 <= self._here + by < len(self._stops):
            self._here += by
            if self._stops[self._here] != now:
                return self._stops[self._here]
        return None


class BackAndForward(QObject):
    """Keeps the trail of a window, and what was opened last."""

    def __init__(self, show: Callable[[Stop], None], shown: Callable[[], Stop], context: Context) -> None:
        super().__init__()
        self._show, self._shown, self._context = show, shown, context
        self._trail = Trail()
        self._walking = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_AFTER_MS)
        self._timer.timeout.connect(context.recents.keep)

    def leave(self) -> None:
        """Something else is about to be shown."""
        if not self._walking:
            self._trail.correct(self._shown())

    def arrive(self, record: str = "") -> None:
        """Something is shown now; *record* was asked for by its id."""
        if self._walking:
            return
        stop = self._shown()
        self._trail.visit(stop)
        if record and record == stop.record:
            self._context.recents.note(stop.name, record)
            self._context.bus.opened.emit()
            # Beside the showing: nobody waits for it.
            self._timer.start()

    def back(self) -> None:
        """Show what was shown before."""
        self._step(-1)

    def forward(self) -> None:
        """Show again what one came back from."""
        self._step(1)

    def watch(self, window: QWindow) -> None:
        """Listen to the mouse's own buttons for back and forward."""
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            if event.button() is Qt.MouseButton.BackButton:
                self.back()
                return True
            if event.button() is Qt.MouseButton.ForwardButton:
                self.forward()
                return True
        return False

    def _step(self, by: int) -> None:
        self.leave()
        stop = self._trail.step(by)
        if stop is not None:
            self._walking = True
            try:
                self._show(stop)
            finally:
                self._walking = False
