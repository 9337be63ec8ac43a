"""Long jobs run beside the window: one worker for everything that uses the store, with a way to stop."""

import gc
import sys
import time
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from nsk_desktop.errors import Cancelled

T = TypeVar("T")
_AT_A_TIME, _LONGEST_WAIT, _BETWEEN_WORDS = 0.01, 0.1, 0.05
_TURN = 0.0005
"""Seconds that one thread may keep the interpreter while the other waits: every row that the window reads gives it
away, and at the usual 5 ms a hundred rows would take half a second beside a busy worker."""

_NEVER = 1_000_000


class Progress:
    """What a job calls now and then: it says how far it is, and learns whether to stop."""

    def __init__(self, advanced: Callable[[int, int], None], may_i: Callable[[], None]) -> None:
        self._advanced = advanced
        self._may_i = may_i
        self._stopped, self._go_on = Event(), Event()
        self._waited = self._spoke = 0.0

    def __call__(self, done: int = 0, total: int = 0) -> None:
        """*done* of *total* (0 when nobody knows). Raises `Cancelled` when the user wants to stop.

        It may be called as often as one likes: it says so now and then only. While the window has something to do
        the job stands still here, or it would make the window slow.
        """
        if self._stopped.is_set():
            raise Cancelled
        now = time.perf_counter()
        if now - self._spoke > _BETWEEN_WORDS or 0 < total <= done:
            self._spoke = now
            self._advanced(done, total)
        if now - self._waited > _AT_A_TIME:
            self._go_on.clear()
            self._may_i()
            # Not for ever: what the window does may be to wait for this very job.
            self._go_on.wait(_LONGEST_WAIT)
            self._waited = time.perf_counter()

    def go_on(self) -> None:
        """The window has nothing else to do."""
        self._go_on.set()

    def stop(self) -> None:
        """Have the job stop at its next call."""
        self._stopped.set()
        self._go_on.set()


class Task(QObject):
    """One job under way. Its signals arrive in the window's thread."""

    advanced = Signal(int, int)
    over = Signal()
    """The job has come to its end; what came of it stands in `result` or `error`."""
    ended = Signal()
    asked = Signal()
    """The job asks whether it may go on; the answer comes when the window gets to it."""

    def __init__(self, end: Callable[["Task", Callable[[], object]], None]) -> None:
        super().__init__()
        self.progress = Progress(self.advanced.emit, self.asked.emit)
        # Kept here and not sent by the signal: Qt would take a tuple apart on its way between threads.
        self.result: Any = None
        self.error: Exception | None = None
        self.done: Callable[[Any], object] | None = None
        self.refused: Callable[[Exception], object] | None = None
        self._end = end
        # Bound methods and not lambdas: Qt calls those in the thread that their object lives in, the window's.
        self.over.connect(self._finish)
        self.asked.connect(self._answer)

    def _answer(self) -> None:
        self.progress.go_on()

    def _finish(self) -> None:
        if self.error is not None:
            self._end(self, partial(self.refused or _raise, self.error))
        elif self.done is not None:
            self._end(self, partial(self.done, self.result))


class Runner(QObject):
    """Runs jobs one after the other on one worker thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A thread and a queue of our own: the pools of the standard library load logging before the first window.
        self._jobs: SimpleQueue[tuple[Callable[[Progress], Any], Task] | None] = SimpleQueue()
        self._worker = Thread(target=_work_on, args=(self._jobs,), name="nsk-worker", daemon=True)
        self._tasks: set[Task] = set()
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return bool(self._tasks)

    def run(
        self,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[Exception], None] | None = None,
        title: str = "",
        owner: QWidget | None = None,
    ) -> Task:
        """Run *job*, then *done* with its result. A dialog with *title* shows up when it takes long."""
        task = Task(self._end)
        task.done, task.refused = done, failed
        self._tasks.add(task)
        if title and owner is not None:
            from nsk_desktop.ui.progress_dialog import ProgressDialog

            ProgressDialog(task, title, owner)
        if self._worker.ident is None:
            sys.setswitchinterval(_TURN)
            self._worker.start()
        self._jobs.put((job, task))
        return task

    def close(self) -> None:
        """Stop what is under way and wait for it. Nobody is told any more what came of it."""
        self._closed = True
        for task in list(self._tasks):
            task.progress.stop()
        self._jobs.put(None)
        if self._worker.is_alive():
            self._worker.join()

    def _end(self, task: Task, then: Callable[[], object]) -> None:
        self._tasks.discard(task)
        task.ended.emit()
        # The last word of a job may still be on its way when the store it would read is closed. An error that nobody
        # asked for reads nothing, and is still told.
        unexpected = task.error is not None and task.refused is None
        if unexpected or not self._closed:
            then()


def spare_the_collector() -> None:
    """Keep what the program is made of by now out of every later search for garbage, and put the long ones off.

    Such a search holds up all threads, and for all the libraries it takes a tenth of a second; for the words of a
    hundred thousand names, half of that. Called once, when the first window has been made.
    """
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], _NEVER)


def collect_put_aside(state: Qt.ApplicationState) -> None:
    """Search for garbage everywhere while nobody works in the window: what was put off is done then."""
    if state is not Qt.ApplicationState.ApplicationActive:
        gc.collect()


def _work_on(jobs: "SimpleQueue[tuple[Callable[[Progress], Any], Task] | None]") -> None:
    while (one := jobs.get()) is not None:
        _work(*one)


def _work(job: Callable[[Progress], Any], task: Task) -> None:
    try:
        task.progress()
        task.result = job(task.progress)
    except Exception as error:
        # Shown or reported by the window's thread.
        task.error = error
    task.over.emit()


def _raise(error: Exception) -> None:
    # Nobody asked to see this error: it goes where every other unexpected one goes. To be stopped is none.
    if not isinstance(error, Cancelled):
        raise error
