"""The daily job of the month's file: from Start to the file in its folder, in a few keys or a few clicks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nsk_desktop.services import effort, opening, sessions, submission
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from tests import make
from tests.command import CHEAP
from tests.ui.conftest import TODAY
from tests.ui.hand import Hand
from tests.ui.test_start_page import lines

Key = Qt.Key
MOST = 4


def hold(desk: Desk, *, finished: bool = True) -> str:
    """A meeting of this month."""
    id = sessions.new_session(
        desk, title="Café", day=TODAY.replace(day=4), type="dialogmøde", themes=["T1"], target_groups=["M1"]
    )
    sessions.set_headcount(desk, id, low=4)
    if finished:
        sessions.complete_session(desk, id)
    return id


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A store of its own with a device key: without one no file is signed."""
    opened, _code = opening.create(tmp_path / "signed", make.PASSPHRASE, author="AB", strength=CHEAP)
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path, desk: Desk) -> Path:
    """Where the files go."""
    effort.name_area(desk, "Mimersparken")
    made = tmp_path / "indberetning"
    made.mkdir()
    return made


@pytest.fixture
def clean(desk: Desk, folder: Path, window: MainWindow) -> MainWindow:
    """A window at a month in which nothing lacks, and which knows the folder."""
    hold(desk)
    window.context.settings.change(replace(window.context.settings.now, export_folder=str(folder)))
    return window


def test_a_clean_month_takes_a_few_keys(clean: MainWindow, folder: Path, qtbot: QtBot) -> None:
    hand = Hand(clean)
    assert "Marts 2025 klar til indberetning: 1 møde" in lines(clean.start.month)
    clean.start.focus_first()
    hand.press(Key.Key_Return)
    qtbot.waitUntil(lambda: clean.submission.make_button.hasFocus() and "møder" in clean.submission.leaves.text())
    hand.press(Key.Key_Space)
    qtbot.waitUntil(lambda: bool(list(folder.glob("*.xlsx"))))
    assert hand.keys <= MOST
    assert hand.letters == hand.clicks == 0


def test_a_clean_month_takes_a_few_clicks(clean: MainWindow, folder: Path, qtbot: QtBot) -> None:
    hand = Hand(clean)
    hand.click(clean.start.month.buttons[0])
    qtbot.waitUntil(lambda: bool(clean.submission.leaves.text()))
    hand.click(clean.submission.make_button)
    qtbot.waitUntil(lambda: bool(list(folder.glob("*.xlsx"))))
    assert hand.clicks <= MOST


def test_what_lacks_is_told_and_leads_to_the_meeting(
    desk: Desk, folder: Path, window: MainWindow, qtbot: QtBot
) -> None:
    id = hold(desk, finished=False)
    assert submission.this_month(desk, TODAY).said == "1 møde, 1 mangler noget"
    hand = Hand(window)
    window.go("submission")
    qtbot.waitUntil(window.submission.findings.table.hasFocus)
    hand.press(Key.Key_Return)
    assert window.activities.session.shown_id() == id


def test_control_a_month_without_meetings_has_no_card(window: MainWindow, folder: Path) -> None:
    assert window.start.month.isHidden()
