"""Colleagues' computers in the window: a card and its six words, a file looked at and taken in, and a choice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from nsk_desktop.services import history, sessions, team
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.checking import digest
from nsk_desktop.ui import messages
from nsk_desktop.ui.background import Runner
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.conflicts import ConflictsPage
from nsk_desktop.ui.pages.team import HOME, NONE, PLAN, TeamPage
from nsk_desktop.ui.words_dialog import WordsDialog
from tests.services.team_desks import give, introduce, new_desk, take
from tests.ui.conftest import TODAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A store with keys of its own: the window's."""
    made = new_desk(tmp_path / "store", "AB")
    yield made
    made.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "other", "CD")
    yield made
    made.close()


@pytest.fixture
def page(window: MainWindow) -> TeamPage:
    window.go("team")
    found = window.findChild(TeamPage)
    assert isinstance(found, TeamPage)
    return found


def idle(qtbot: QtBot, runner: Runner) -> None:
    qtbot.waitUntil(lambda: not runner.busy)


def in_the_dialog(act: object) -> None:
    """Do *act* with the question for the words, once it is there."""

    def when_there() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, WordsDialog)
        assert callable(act)
        act(dialog)

    QTimer.singleShot(0, when_there)


def test_a_card_is_added_only_with_the_words_the_colleague_reads_out(
    qtbot: QtBot,
    desk: Desk,
    other: Desk,
    tmp_path: Path,
    page: TeamPage,
    runner: Runner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card = team.write_card(other, tmp_path)
    words = team.my_card(other).words
    refused: list[str] = []

    def type_them(dialog: WordsDialog) -> None:
        assert words not in "".join(each.text() for each in dialog.findChildren(type(dialog.field.label)))
        QTest.keyClicks(dialog.words.line, "de forkerte ord")
        QTest.keyClick(dialog.words.line, Qt.Key.Key_Return)
        refused.append(dialog.field.problem.text())
        dialog.words.line.setText(words.upper())
        QTest.keyClick(dialog.words.line, Qt.Key.Key_Return)

    def ask(offer: team.Offer) -> None:
        in_the_dialog(type_them)
        TeamPage._ask_words(page, offer)

    monkeypatch.setattr(page, "_ask_words", ask)
    page.open_card(card)
    qtbot.waitUntil(lambda: bool(team.colleagues(desk)))
    idle(qtbot, runner)
    assert "ikke kortets ord" in refused[0]
    assert page.colleagues.table.rows.rowCount() == 1
    assert page.make_button.isEnabled()


def test_a_file_is_made_looked_at_and_taken_in_and_a_conflict_is_decided_and_undone(
    qtbot: QtBot,
    desk: Desk,
    other: Desk,
    tmp_path: Path,
    window: MainWindow,
    page: TeamPage,
    runner: Runner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    id = sessions.new_session(desk, title="Kvindegruppen", day=TODAY, place="Beboerhuset")
    introduce(desk, other, tmp_path)
    page.refresh()
    (tmp_path / "ud").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "ud"))
    QTest.mouseClick(page.make_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.said.isVisible())
    (made,) = (tmp_path / "ud").glob("*.nskteam")
    take(other, made)
    sessions.save_session(other, id, place="Biblioteket")
    sessions.save_session(desk, id, place="Skolen")
    sessions.new_session(other, title="Nyt møde", day=TODAY)
    before = digest(desk.store)
    page.open_file(give(other, tmp_path / "ind"))
    qtbot.waitUntil(lambda: page.stack.currentIndex() == PLAN)
    assert page.plan.sentence.text() == "1 ny, 1 konflikt"
    assert "Bærbar CD" in page.plan.heading.text()
    QTest.mouseClick(page.plan.no, Qt.MouseButton.LeftButton)
    assert page.stack.currentIndex() == HOME
    assert digest(desk.store) == before
    page.open_file(next((tmp_path / "ind").iterdir()))
    qtbot.waitUntil(lambda: page.stack.currentIndex() == PLAN)
    QTest.mouseClick(page.plan.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == HOME and page.after.isVisible())
    (see,) = page.after.buttons
    QTest.mouseClick(see, Qt.MouseButton.LeftButton)
    conflicts = window.findChild(ConflictsPage)
    assert isinstance(conflicts, ConflictsPage)
    qtbot.waitUntil(conflicts.isVisible)
    assert len(conflicts.choices) == 2
    QTest.mouseClick(conflicts.choices[1], Qt.MouseButton.LeftButton)
    assert history.conflicts(desk) == []
    assert conflicts.empty.isVisible()
    assert sessions.open_session(desk, id).session.place == "Biblioteket"
    desk.undo()
    qtbot.waitUntil(lambda: len(conflicts.choices) == 2)
    idle(qtbot, runner)


def test_a_refused_file_is_said_calmly_and_changes_nothing(
    qtbot: QtBot, desk: Desk, tmp_path: Path, page: TeamPage, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(messages, "tell", lambda sentence, _owner=None: told.append(sentence))
    file = tmp_path / "x.nskteam"
    file.write_bytes(b"ikke en fil")
    before = digest(desk.store)
    page.open_file(file)
    qtbot.waitUntil(lambda: bool(told))
    assert "(kode T02)" in told[0]
    assert digest(desk.store) == before
    assert page.stack.currentIndex() == HOME


def test_a_lost_computer_is_shut_out_after_a_question(
    qtbot: QtBot, desk: Desk, other: Desk, tmp_path: Path, page: TeamPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    introduce(desk, other, tmp_path)
    page.refresh()
    asked: list[str] = []

    def yes(question: str, *_: object) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(messages, "ask", yes)
    QTest.mouseClick(page.colleagues.buttons[0], Qt.MouseButton.LeftButton)
    assert "Bærbar CD" in asked[0]
    (one,) = team.colleagues(desk)
    assert one.revoked
    assert not page.colleagues.buttons[0].isEnabled()
    assert not page.make_button.isEnabled()


def test_practice_data_have_no_colleagues(
    qtbot: QtBot, desk: Desk, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "practice", True)
    window.go("team")
    page = window.findChild(TeamPage)
    assert isinstance(page, TeamPage)
    assert page.stack.currentIndex() == NONE
    assert not isinstance(QApplication.activeModalWidget(), QMessageBox)
