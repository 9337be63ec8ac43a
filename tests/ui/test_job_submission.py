"""The daily job of the month's file: from Start to the file in its folder, in a few keys or a few clicks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
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
Shift = Qt.KeyboardModifier.ShiftModifier
MOST = 4


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What the system is asked to open: folders and mails."""
    asked: list[QUrl] = []

    def note(url: QUrl) -> bool:
        asked.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return asked


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
def held(desk: Desk, folder: Path) -> None:
    """A month in which nothing lacks."""
    hold(desk)


@pytest.fixture
def clean(held: None, folder: Path, window: MainWindow) -> MainWindow:
    """The window as it opens on that month, and which knows the folder."""
    window.context.settings.change(replace(window.context.settings.now, export_folder=str(folder)))
    return window


def test_a_clean_month_takes_a_few_keys(clean: MainWindow, folder: Path, qtbot: QtBot, opened: list[QUrl]) -> None:
    hand = Hand(clean)
    assert "Marts 2025 Klar til indberetning: 1 møde" in lines(clean.start.month)
    hand.press(Key.Key_Return)
    qtbot.waitUntil(lambda: clean.submission.make_button.hasFocus() and "møder" in clean.submission.leaves.text())
    hand.press(Key.Key_Return)
    qtbot.waitUntil(lambda: bool(list(folder.glob("*.xlsx"))))
    # What is done with a file that was just made is one more key away.
    qtbot.waitUntil(clean.submission.show_button.hasFocus)
    hand.press(Key.Key_Return)
    assert opened == [QUrl.fromLocalFile(str(folder))]
    assert hand.keys == 3 <= MOST
    assert hand.letters == hand.clicks == 0


def test_a_clean_month_takes_a_few_clicks(clean: MainWindow, folder: Path, qtbot: QtBot, opened: list[QUrl]) -> None:
    hand = Hand(clean)
    hand.click(clean.start.month.buttons[0])
    qtbot.waitUntil(lambda: bool(clean.submission.leaves.text()))
    hand.click(clean.submission.make_button)
    qtbot.waitUntil(lambda: bool(list(folder.glob("*.xlsx"))))
    page = clean.submission
    qtbot.waitUntil(page.show_button.isVisible)
    hand.click(page.show_button)
    assert opened
    assert hand.clicks == 3 <= MOST


def test_a_mail_is_begun_with_the_address_and_says_that_the_file_is_to_be_attached(
    desk: Desk, clean: MainWindow, folder: Path, qtbot: QtBot, opened: list[QUrl]
) -> None:
    page = clean.submission
    clean.go("submission")
    page.make_in(folder)
    qtbot.waitUntil(page.show_button.hasFocus)
    hand = Hand(clean)
    for _copy_mail_address in range(3):
        hand.press(Key.Key_Tab)
    hand.write("evaluering@")
    hand.press(Key.Key_Tab, Shift)
    hand.press(Key.Key_Return)
    assert not opened
    assert page.receiver_field.problem.isVisible()
    hand.write("kk.dk")
    hand.press(Key.Key_Tab, Shift)
    hand.press(Key.Key_Return)
    (link,) = opened
    (made,) = folder.glob("*.xlsx")
    assert (link.scheme(), link.path()) == ("mailto", "evaluering@kk.dk")
    assert made.name in link.query()
    assert QGuiApplication.clipboard().text() == str(made)
    assert "Vedhæft" in clean.snackbar.text.text()
    assert submission.receiver(desk) == "evaluering@kk.dk"


def test_what_lacks_is_told_and_leads_to_the_meeting(
    desk: Desk, folder: Path, window: MainWindow, qtbot: QtBot
) -> None:
    id = hold(desk, finished=False)
    sessions.save_session(desk, id, themes=[])
    assert submission.this_month(desk, TODAY).said == "1 møde, 1 mangler noget"
    hand = Hand(window)
    window.go("submission")
    qtbot.waitUntil(window.submission.findings.table.hasFocus)
    hand.press(Key.Key_Return)
    page = window.activities.session
    assert page.shown_id() == id
    assert page.form.entry("themes").boxes["T1"].hasFocus(), "the field that lacks"
    assert page.form.fields["themes"].problem.isVisible()


def test_control_a_month_without_meetings_has_no_card(window: MainWindow, folder: Path) -> None:
    assert window.start.month.isHidden()
