"""Possible duplicates, by mouse and by keyboard: asked side by side, answered by a person, taken back."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.services import figures, people, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.new_participant import NewParticipantDialog
from nsk_desktop.ui.pages.pairs import PairsPage

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
YEAR = date(2025, 1, 1), date(2025, 12, 31)


@pytest.fixture
def two(desk: Desk) -> tuple[str, str]:
    """Amina Yusuf and Amina Yousef, each at a finished meeting of her own; the smaller id first."""
    made = []
    for surname, day in (("Yusuf", date(2025, 2, 25)), ("Yousef", date(2025, 3, 4))):
        id = people.new_participant(desk, "Amina", surname=surname, birth_year=1985, gender="kvinde")
        meet(desk, day, id)
        made.append(id)
    for alias in ("Hodan", "Leyla", "Sara", "Bodil", "Rana"):
        people.new_participant(desk, alias, surname=f"{alias}sen")
    first, second = sorted(made)
    return first, second


def meet(desk: Desk, day: date, *ids: str) -> str:
    session = sessions.new_session(
        desk, title="Kvindegruppen", day=day, type="netværks-/kvindegruppe", themes=["T2"], state="afholdt"
    )
    for id in ids:
        sessions.set_presence(desk, session, id, "til stede")
    sessions.complete_session(desk, session)
    return session


def names(desk: Desk, id: str) -> str:
    record = people.get(desk, id)
    assert record is not None
    return f"{record.alias} {record.surname}"


def reach(desk: Desk) -> tuple[int, int]:
    found = figures.reach(desk, *YEAR).figures.persons
    return found.lower, found.upper


def open_pairs(qtbot: QtBot, window: MainWindow) -> PairsPage:
    window.go("pairs")
    page = window.participants.pairs
    qtbot.waitUntil(lambda: not window.context.runner.busy)
    return page


def tab(window: MainWindow) -> str:
    tabs = window.participants.tabs
    return tabs.tabText(tabs.indexOf(window.participants.pairs))


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_the_tab_says_how_many_pairs_there_are(
    qtbot: QtBot, desk: Desk, two: tuple[str, str], window: MainWindow
) -> None:
    window.go("participants")
    qtbot.waitUntil(lambda: tab(window) == "Mulige dubletter (1)")
    people.judge_pair(desk, *two, PairVerdict.DIFFERENT)
    qtbot.waitUntil(lambda: tab(window) == "Mulige dubletter")


def test_two_are_joined_by_mouse_with_the_value_that_was_chosen(
    qtbot: QtBot, desk: Desk, two: tuple[str, str], window: MainWindow
) -> None:
    page = open_pairs(qtbot, window)
    assert page.question.text() == "Er {} og {} samme person?".format(*(names(desk, id) for id in two))
    assert set(page.side_by_side.choices) == {"surname"}
    choice = page.side_by_side.choices["surname"][1]
    QTest.mouseClick(choice, Left, pos=QPoint(12, choice.height() // 2))
    assert reach(desk) == (2, 2)
    wanted = names(desk, two[1])
    QTest.mouseClick(page.same, Left)
    assert reach(desk) == (1, 1)
    assert [row.name for row in people.list_participants(desk, "amina")] == [wanted]
    window.undo()
    assert reach(desk) == (2, 2)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)


def test_everything_is_done_by_keyboard(qtbot: QtBot, desk: Desk, two: tuple[str, str], window: MainWindow) -> None:
    page = open_pairs(qtbot, window)
    page.table.setFocus()
    QTest.keyClick(page.table, Key.Key_Return)
    assert page.same.hasFocus()
    QTest.keyClick(focused(), Key.Key_Tab)
    assert page.different.hasFocus()
    QTest.keyClick(focused(), Key.Key_Return)
    (pair,) = people.list_pairs(desk)
    assert pair.verdict == PairVerdict.DIFFERENT
    qtbot.waitUntil(lambda: page.empty.isVisible())
    page.judged.setFocus()
    page.judged.choose(two)
    assert page.answer.text() == "Svaret: Ikke samme person"
    page.take_back.setFocus()
    QTest.keyClick(focused(), Key.Key_Space)
    assert people.list_pairs(desk) == []
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)


def test_maybe_the_same_widens_the_figure(qtbot: QtBot, desk: Desk, two: tuple[str, str], window: MainWindow) -> None:
    page = open_pairs(qtbot, window)
    QTest.mouseClick(page.possibly, Left)
    assert reach(desk) == (1, 2)
    page.judged.choose(two)
    assert not page.possibly.isVisible()
    QTest.mouseClick(page.same, Left)
    assert reach(desk) == (1, 1)


def test_two_who_were_at_one_meeting_cannot_be_joined(
    qtbot: QtBot, desk: Desk, two: tuple[str, str], window: MainWindow
) -> None:
    meet(desk, date(2025, 3, 11), *two)
    page = open_pairs(qtbot, window)
    assert page.empty.isVisible()
    window.go("pairs", " ".join(two))
    assert page.side_by_side.together.isVisible()
    assert "begge til stede ved 1 møde" in page.side_by_side.together.sentence.text()
    assert not page.same.isEnabled()
    assert page.different.hasFocus()


def test_a_participant_who_is_like_another_is_asked_about_in_the_form(
    qtbot: QtBot, desk: Desk, two: tuple[str, str], window: MainWindow
) -> None:
    window.go("participants", two[0])
    notice = window.participants.list.like
    qtbot.waitUntil(notice.isVisible)
    assert names(desk, two[1]) in notice.sentence.text()
    QTest.mouseClick(notice.buttons[0], Left)
    assert window.participants.shown() is window.participants.pairs
    assert window.participants.pairs.same.hasFocus()


def test_typing_a_name_like_another_warns_in_the_form(
    qtbot: QtBot, desk: Desk, two: tuple[str, str], window: MainWindow
) -> None:
    new = people.new_participant(desk, "Zeynep", surname="Kaya")
    window.go("participants", new)
    notice = window.participants.list.like
    qtbot.waitUntil(lambda: not window.context.runner.busy)
    assert not notice.isVisible()
    for field, text in (("surname", "Yusuf"), ("alias", "Amina")):
        line = window.participants.list.form.entry(field).line
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, text)
    qtbot.waitUntil(notice.isVisible)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told."""
    told: list[str] = []
    monkeypatch.setattr("nsk_desktop.ui.likeness.announce", lambda _widget, sentence: told.append(sentence))
    return told


@pytest.fixture
def dialog(qtbot: QtBot, two: tuple[str, str], window: MainWindow) -> NewParticipantDialog:
    made = NewParticipantDialog(window, window.context)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_program_asks_while_a_new_name_is_typed(
    qtbot: QtBot, dialog: NewParticipantDialog, spoken: list[str]
) -> None:
    QTest.keyClicks(dialog.alias.line, "Amina Yusuff")
    qtbot.waitUntil(lambda: bool(dialog.like.found))
    told = dialog.like.sentence.text()
    assert "Amina Yusuff ligner Amina Yusuf (sidst set 25.02.2025 i Kvindegruppen)" in told
    assert "Er det samme person?" in told
    assert spoken, "a screen reader is told"
    dialog.alias.line.setText("Zeynep Kaya")
    qtbot.waitUntil(dialog.like.isHidden)


def answer_at_once(qtbot: QtBot, name: str, button: int) -> None:
    """Answer the dialog when it comes: type the name and press one of the answers with the keyboard."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewParticipantDialog)
        QTest.keyClicks(dialog.alias.line, name)
        qtbot.waitUntil(lambda: bool(dialog.like.found))
        dialog.like.buttons[button].setFocus()
        QTest.keyClick(dialog.like.buttons[button], Key.Key_Return)

    QTimer.singleShot(0, answer)


def test_yes_uses_who_is_there(qtbot: QtBot, desk: Desk, two: tuple[str, str], window: MainWindow) -> None:
    yusuf = next(row for row in people.list_participants(desk) if row.surname == "Yusuf")
    window.go("participants")
    before = len(people.list_participants(desk))
    answer_at_once(qtbot, "Amina Yusuf", 0)
    window.participants.list.make()
    assert len(people.list_participants(desk)) == before
    assert window.participants.list.form.entry("surname").line.text() == yusuf.surname


def test_no_is_remembered_with_the_new_person(
    qtbot: QtBot, desk: Desk, two: tuple[str, str], window: MainWindow
) -> None:
    window.go("participants")
    answer_at_once(qtbot, "Amina Yusuf", -1)
    window.participants.list.make()
    new = next(row for row in people.list_participants(desk) if row.alias == "Amina Yusuf")
    pairs = people.list_pairs(desk)
    assert pairs
    assert all(pair.verdict == PairVerdict.DIFFERENT for pair in pairs)
    assert all(new.id in (pair.first.id, pair.second.id) for pair in pairs)
    window.undo()
    assert people.list_pairs(desk) == [], "one step"


def test_joined_people_who_were_seen_together_are_shown_as_a_contradiction(
    qtbot: QtBot, desk: Desk, two: tuple[str, str], window: MainWindow
) -> None:
    people.judge_pair(desk, *two, PairVerdict.SAME)
    page = open_pairs(qtbot, window)
    page.judged.choose(two)
    assert not page.doubt.isVisible(), "control"
    people.judge_pair(desk, *two, None)
    meeting = meet(desk, date(2025, 5, 6), *two)
    people.judge_pair(desk, *two, PairVerdict.SAME)
    page = open_pairs(qtbot, window)
    page.judged.choose(two)
    assert page.doubt.isVisible()
    assert "Kvindegruppen 06.05.2025" in page.doubt.sentence.text()
    assert "!" in str(page.judged.rows.index(0, 1).data())
    assert reach(desk) == (1, 2)
    window.go("overview")
    problems = window.overview.problems.table.rows
    qtbot.waitUntil(lambda: problems.rowCount() == 1)
    assert problems.index(0, 2).data() == "Personer, der er flettet til én, kom under 2 navne."
    window.go("pairs")
    page.doubt.buttons[0].click()
    assert window.activities.session._id == meeting
