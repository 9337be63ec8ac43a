"""The text guard in the window: it marks when a field is left, and a concern for a child is stored nowhere."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from nsk_desktop.services import people, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.guarding import GuardedField
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.session_page import SessionPage
from nsk_desktop.ui.widgets.long_text import LongText
from tests.ui.conftest import show

CONCERN = "Pigen bliver slået derhjemme."


@pytest.fixture
def meeting(desk: Desk) -> str:
    """A meeting in a store that knows one participant."""
    people.new_participant(desk, "Amina", surname="Hassan")
    return sessions.new_session(desk, title="Kvindegruppen", target_groups=["M1"])


@pytest.fixture
def page(context: Context, meeting: str, qtbot: QtBot) -> SessionPage:
    """The page of the meeting."""
    made = SessionPage(context)
    show(qtbot, made)
    made.open_record(meeting)
    return made


@pytest.fixture
def write(page: SessionPage, qtbot: QtBot) -> Callable[[str], GuardedField]:
    """Write something into the summary and leave it, as a coordinator does."""

    def _write(text: str) -> GuardedField:
        paper = page.form.entry("summary").paper
        paper.setFocus()
        paper.selectAll()
        QTest.keyClicks(paper, text) if text else QTest.keyClick(paper, Qt.Key.Key_Delete)
        page.roster.line.setFocus()
        guard = page.form.guards["summary"]
        assert isinstance(guard, GuardedField)
        return guard

    return _write


def press(guard: GuardedField, text: str) -> None:
    """Press the button that says *text*."""
    found = next(each for each in guard.card.buttons if each.text() == text)
    assert isinstance(found, QPushButton)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def summary(desk: Desk, meeting: str) -> str:
    """What is saved."""
    return sessions.open_session(desk, meeting).session.summary


def test_an_ordinary_summary_is_saved_without_a_word(
    desk: Desk, meeting: str, write: Callable[[str], GuardedField]
) -> None:
    assert write("God stemning, 12 kom.").card.isHidden()
    assert summary(desk, meeting) == "God stemning, 12 kom."


def test_what_identifies_somebody_is_saved_marked_and_told(
    desk: Desk, meeting: str, page: SessionPage, write: Callable[[str], GuardedField]
) -> None:
    guard = write("Ring til Amina på 20 12 34 56")
    assert guard.card.isVisible()
    assert "Amina" in guard.card.sentence.text()
    assert "telefonnummer" in guard.card.sentence.text()
    assert summary(desk, meeting) == "Ring til Amina på 20 12 34 56"
    entry = page.form.entry("summary")
    assert isinstance(entry, LongText)
    assert [mark.cursor.selectedText() for mark in entry.paper.extraSelections()] == ["20 12 34 56", "Amina"]


def test_it_is_taken_out_by_one_press(
    desk: Desk, meeting: str, write: Callable[[str], GuardedField], qtbot: QtBot
) -> None:
    guard = write("Ring til Amina i morgen")
    press(guard, "Fjern det")
    assert summary(desk, meeting) == "Ring til i morgen"
    assert guard.card.isHidden()


def test_it_is_kept_only_with_a_reason(
    desk: Desk, meeting: str, page: SessionPage, write: Callable[[str], GuardedField], qtbot: QtBot
) -> None:
    guard = write("Klubben: 20 12 34 56")
    press(guard, "Behold det med en begrundelse …")
    press(guard, "Behold")
    assert guard.card.isVisible()
    assert "begrundelsen" in guard.card.problem.text()
    QTest.keyClicks(guard.card.reason, "hovednummer")
    QTest.keyClick(guard.card.reason, Qt.Key.Key_Return)
    assert guard.card.isHidden()
    assert page.context.watch.reasons() == [("2025-03-11", "hovednummer")]
    assert write("Klubben: 20 12 34 56 hele dagen").card.isHidden()
    assert summary(desk, meeting) == "Klubben: 20 12 34 56 hele dagen"


def test_a_concern_for_a_child_is_stored_nowhere(
    desk: Desk, meeting: str, page: SessionPage, write: Callable[[str], GuardedField]
) -> None:
    guard = write(f"God aften. {CONCERN}")
    assert guard.card.isVisible()
    assert "112" in guard.card.sentence.text()
    page.context.drafts.write()
    assert summary(desk, meeting) == ""
    assert all(CONCERN not in each.words for each in desk.store.drafts())
    assert all(CONCERN not in str(entry.fields) for entry in desk.store.journal())
    # What is written stays in sight meanwhile, also when the page is read anew.
    page.refresh()
    assert page.form.entry("summary").words() == f"God aften. {CONCERN}"


def test_while_a_concern_is_typed_no_draft_of_it_is_kept(desk: Desk, page: SessionPage, qtbot: QtBot) -> None:
    paper = page.form.entry("summary").paper
    paper.setFocus()
    QTest.keyClicks(paper, CONCERN)
    page.context.drafts.write()
    assert desk.store.drafts() == []


def test_control_an_ordinary_sentence_is_kept_as_a_draft(desk: Desk, page: SessionPage, qtbot: QtBot) -> None:
    paper = page.form.entry("summary").paper
    paper.setFocus()
    QTest.keyClicks(paper, "Pigerne bagte kage.")
    page.context.drafts.write()
    assert [each.words for each in desk.store.drafts()] == ["Pigerne bagte kage."]


def test_the_sentence_of_concern_can_be_taken_out_and_the_rest_is_saved(
    desk: Desk, meeting: str, write: Callable[[str], GuardedField], qtbot: QtBot
) -> None:
    guard = write(f"God aften. {CONCERN} Næste gang er tirsdag.")
    press(guard, "Fjern sætningen")
    assert summary(desk, meeting) == "God aften. Næste gang er tirsdag."
    assert guard.card.isHidden()


def test_what_was_no_concern_is_saved_and_not_asked_about_again(
    desk: Desk, meeting: str, write: Callable[[str], GuardedField], qtbot: QtBot
) -> None:
    text = "Drengene så et stykke om vold."
    press(write(text), "Det er ikke en bekymring for et barn")
    assert summary(desk, meeting) == text
    assert write(f"{text} Alle klappede.").card.isHidden()
    assert summary(desk, meeting) == f"{text} Alle klappede."


def test_another_meeting_shows_no_card_of_the_first(
    desk: Desk, page: SessionPage, write: Callable[[str], GuardedField]
) -> None:
    guard = write("Ring 20 12 34 56")
    page.open_record(sessions.new_session(desk, title="Fædregruppen", target_groups=["M1"]))
    assert guard.card.isHidden()


def test_a_name_belongs_in_the_field_of_the_name_and_a_personal_number_does_not(
    window: MainWindow, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    window.go("participants", people.list_participants(desk)[0].id)
    form = window.participants.list.form
    surname = form.entry("surname").line
    for text, shown in (("Hassan", False), ("010190-1234", True)):
        surname.setFocus()
        surname.selectAll()
        QTest.keyClicks(surname, text)
        form.entry("alias").line.setFocus()
        guard = form.guards["surname"]
        assert isinstance(guard, GuardedField)
        assert guard.card.isVisible() is shown
