"""Long jobs: off the window's thread, stopped on request, and errors shown where they were asked for."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.errors import Cancelled
from nsk_desktop.ui.background import Progress, Runner
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
