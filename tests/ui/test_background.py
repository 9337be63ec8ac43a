"""Long jobs: off the window's thread, stopped on request, and errors shown where they were asked for."""

import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.errors import Cancelled
from nsk_desktop.ui.background import Progress, Runner, collect_put_aside, spare_the_collector
from nsk_desktop.ui.progress_dialog import ProgressDialog


def test_a_job_runs_beside_the_window_and_its_result_arrives_in_the_window(qtbot: QtBot, runner: Runner) -> None:
    threads: list[threading.Thread] = []
    results: list[object] = []

    def job(_progress: Progress) -> tuple[int, str]:
        threads.append(threading.current_thread())
        return 1, "to"

    def done(result: object) -> None:
        threads.append(threading.current_thread())
        results.append(result)

    runner.run(job, done)
    qtbot.waitUntil(lambda: bool(results))
    assert results == [(1, "to")]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()
    assert not runner.busy


def test_an_error_in_a_job_arrives_where_it_was_asked_for(qtbot: QtBot, runner: Runner) -> None:
    errors: list[Exception] = []

    def job(_progress: Progress) -> None:
        raise ValueError("noget")

    runner.run(job, lambda _none: pytest.fail("there is no result"), failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ValueError)


@pytest.mark.parametrize("fails", [False, True])
def test_what_came_of_a_job_is_not_told_when_the_program_has_closed(qtbot: QtBot, fails: bool) -> None:
    """What is told reads the store, and the store is closed by then."""
    runner = Runner()
    told: list[object] = []
    begun = threading.Event()

    def job(_progress: Progress) -> int:
        begun.set()
        if fails:
            raise ValueError("noget")
        return 1

    task = runner.run(job, told.append, failed=told.append)
    begun.wait()
    with qtbot.waitSignal(task.ended):
        runner.close()
    assert (told, runner.busy) == ([], False)


def test_control_a_runner_that_does_not_know_it_is_closed_tells(qtbot: QtBot) -> None:
    runner = Runner()
    told: list[object] = []
    begun = threading.Event()

    def job(_progress: Progress) -> int:
        begun.set()
        return 1

    runner.run(job, told.append)
    begun.wait()
    runner.close()
    runner._closed = False
    qtbot.waitUntil(lambda: bool(told))
    assert told == [1]


def test_a_long_job_shows_a_dialog_that_can_stop_it(qtbot: QtBot, runner: Runner) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    errors: list[Exception] = []
    go_on = threading.Event()

    def job(progress: Progress) -> None:
        while not go_on.wait(0.01):
            progress(1, 10)

    runner.run(job, lambda _none: None, failed=errors.append, title="Regner", owner=owner)
    dialog = owner.findChild(ProgressDialog)
    assert dialog is not None
    assert not dialog.isVisible()
    qtbot.waitUntil(dialog.isVisible)
    QTest.mouseClick(dialog.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Cancelled)
    qtbot.waitUntil(lambda: owner.findChild(ProgressDialog) is None)


def test_after_the_dialog_of_a_long_job_the_keyboard_is_where_the_job_put_it(qtbot: QtBot, runner: Runner) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    line = QLineEdit(owner)
    owner.show()
    qtbot.waitUntil(owner.isActiveWindow)
    go_on = threading.Event()
    runner.run(lambda _progress: go_on.wait(5), lambda _so: line.setFocus(), title="Regner", owner=owner)
    dialog = owner.findChild(ProgressDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    go_on.set()
    qtbot.waitUntil(line.hasFocus)


def test_a_short_job_shows_no_dialog(qtbot: QtBot, runner: Runner) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    results: list[int] = []
    runner.run(lambda _progress: 1, results.append, title="Regner", owner=owner)
    shown: list[bool] = []
    dialog = owner.findChild(ProgressDialog)
    assert dialog is not None
    dialog.finished.connect(shown.append)
    qtbot.waitUntil(lambda: bool(results))
    qtbot.waitUntil(lambda: owner.findChild(ProgressDialog) is None)
    assert not shown


def test_a_job_stands_still_while_the_window_has_something_to_do(qtbot: QtBot, runner: Runner) -> None:
    asked: list[int] = []
    far = threading.Event()
    free = Progress(lambda _done, _total: None, lambda: free.go_on())
    kept = Progress(lambda _done, _total: None, lambda: asked.append(1))

    def job(_progress: Progress) -> None:
        for number in range(3):
            free(number, 3)
        far.set()
        while not asked:
            kept()

    results: list[object] = []
    task = runner.run(job, results.append)
    assert far.wait(5), "a window that answers at once holds nobody up"
    qtbot.waitUntil(lambda: results == [None])
    assert asked
    assert not runner.busy
    # The window's side: the answer is given when the window gets to it, and not before.
    answered: list[bool] = []
    task.progress.go_on = lambda: answered.append(True)  # type: ignore[method-assign]
    asking = threading.Thread(target=task.asked.emit)
    asking.start()
    asking.join()
    assert not answered
    qtbot.waitUntil(lambda: bool(answered))


def test_the_window_is_told_how_far_a_job_is_now_and_then_and_at_the_end(qtbot: QtBot) -> None:
    told: list[int] = []
    progress = Progress(lambda done, _total: told.append(done), lambda: progress.go_on())
    for number in range(1, 5001):
        progress(number, 5000)
    assert told[-1] == 5000
    assert len(told) < 2500


def test_a_job_that_is_stopped_before_it_begins_is_no_error(qtbot: QtBot) -> None:
    runner = Runner()
    begun, go_on = threading.Event(), threading.Event()

    def first(_progress: Progress) -> None:
        begun.set()
        go_on.wait(5)

    runner.run(first, lambda _none: None)
    assert begun.wait(5)
    task = runner.run(lambda _progress: None, lambda _none: pytest.fail("it never ran"))
    task.progress.stop()
    go_on.set()
    with qtbot.waitSignal(task.ended):
        runner.close()


class _Knot:
    """Something that only a search for garbage finds."""

    def __init__(self) -> None:
        self.me = self


def _long_searches(work: Callable[[], object]) -> int:
    """How often everything was searched for garbage meanwhile, which holds up the window."""
    found: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        found.extend([info["generation"]] if phase == "start" else [])

    gc.callbacks.append(note)
    try:
        work()
    finally:
        gc.callbacks.remove(note)
    return found.count(2)


@pytest.fixture
def collector() -> Iterator[None]:
    """A collector as Python sets it, whatever a window of another test has asked of it."""
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("collector")
def test_garbage_is_searched_for_everywhere_only_while_nobody_works_in_the_window() -> None:
    def fill() -> list[_Knot]:
        return [_Knot() for _number in range(300_000)]

    # What all other tests have left does not count: a long search comes when a quarter of what there is is new.
    gc.freeze()
    gc.collect()
    assert _long_searches(fill), "control: so much makes one otherwise"
    gc.collect()
    spare_the_collector()
    assert not _long_searches(fill)
    lost = _Knot()
    gone = weakref.ref(lost)
    del lost
    collect_put_aside(Qt.ApplicationState.ApplicationActive)
    assert gone() is not None
    collect_put_aside(Qt.ApplicationState.ApplicationInactive)
    assert gone() is None
