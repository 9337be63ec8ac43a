"""Dates, times and numbers are typed as people type them; what cannot be read stays, with a sentence."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.codes import THEMES, THEMES_SHORT
from nsk_desktop.ui.widgets.choice import Choice, CodeChecks, RadioChoice, options_of
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.entry import Entry, TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText
from nsk_desktop.ui.widgets.many import ManyEntry
from nsk_desktop.ui.widgets.numbers_entry import AmountEntry, NumberEntry, SpanEntry
from nsk_desktop.ui.widgets.time_entry import TimeEntry
from nsk_desktop.ui.widgets.type_ahead import SuggestText
from tests.ui.conftest import TODAY, show

Key = Qt.Key


def today() -> date:
    return TODAY


def put(qtbot: QtBot, entry: Entry) -> Field:
    """*entry* in a window with another field after it."""
    window = QWidget()
    layout = QVBoxLayout(window)
    field = Field("Felt", entry)
    layout.addWidget(field)
    layout.addWidget(Field("Næste", TextEntry()))
    show(qtbot, window)
    entry.setFocus()
    return field


def type_and_leave(qtbot: QtBot, entry: Entry, text: str) -> None:
    target = entry.target()
    QTest.keyClicks(target, text)
    QTest.keyClick(target, Key.Key_Tab)


@pytest.mark.parametrize("typed", ["4/3", "4.3.2025", "4/3-25", "040325", "tir. uge 10", "4. marts"])
def test_a_date_typed_in_any_usual_way_is_the_day_that_was_meant(qtbot: QtBot, typed: str) -> None:
    entry = DateEntry(today)
    put(qtbot, entry)
    type_and_leave(qtbot, entry, typed)
    assert entry.value() == date(2025, 3, 4)
    assert entry.line.text() == "04.03.2025"
    assert entry.aside.text() == "tirsdag, uge 10"


def test_a_day_that_does_not_exist_is_refused_under_the_field_and_the_text_stays(qtbot: QtBot) -> None:
    entry = DateEntry(today)
    field = put(qtbot, entry)
    type_and_leave(qtbot, entry, "31/2")
    assert entry.value() is None
    assert entry.line.text() == "31/2"
    assert "findes ikke" in field.problem.text()
    assert field.problem.isVisible()
    assert entry.line.accessibleDescription() == entry.problem


def test_a_date_that_is_mended_loses_its_problem(qtbot: QtBot) -> None:
    entry = DateEntry(today)
    field = put(qtbot, entry)
    type_and_leave(qtbot, entry, "31/2")
    entry.setFocus()
    entry.line.selectAll()
    with qtbot.waitSignal(entry.committed):
        type_and_leave(qtbot, entry, "28/2")
    assert not field.problem.isVisible()
    assert entry.value() == date(2025, 2, 28)


def test_arrows_move_a_day_and_page_keys_a_month(qtbot: QtBot) -> None:
    entry = DateEntry(today)
    put(qtbot, entry)
    entry.set_value(date(2025, 1, 31))
    QTest.keyClick(entry.line, Key.Key_PageDown)
    QTest.keyClick(entry.line, Key.Key_Down)
    QTest.keyClick(entry.line, Key.Key_Tab)
    assert entry.value() == date(2025, 3, 1)


def test_the_days_of_the_calendar_are_whole_and_none_of_them_is_red(qtbot: QtBot) -> None:
    entry = DateEntry(today)
    put(qtbot, entry)
    QTest.mouseClick(entry.button, Qt.MouseButton.LeftButton)
    popup = entry._popup
    assert popup is not None
    view = popup.calendar.findChild(QTableView, "qt_calendar_calendarview")
    assert isinstance(view, QTableView)
    heads = [str(view.model().index(0, column).data()) for column in range(1, 8)]
    assert heads[0].startswith("man")
    needed = max(popup.fontMetrics().horizontalAdvance(head) for head in heads)
    assert all(view.columnWidth(column) > needed for column in range(1, 8))
    sunday, monday = Qt.DayOfWeek.Sunday, Qt.DayOfWeek.Monday
    assert popup.calendar.weekdayTextFormat(sunday) == popup.calendar.weekdayTextFormat(monday)
    popup.hide()


def test_a_day_is_picked_from_the_calendar(qtbot: QtBot) -> None:
    entry = DateEntry(today)
    put(qtbot, entry)
    QTest.mouseClick(entry.button, Qt.MouseButton.LeftButton)
    popup = entry._popup
    assert popup is not None
    assert popup.isVisible()
    with qtbot.waitSignal(entry.committed):
        popup.calendar.activated.emit(popup.calendar.selectedDate())
    assert entry.value() == TODAY
    assert popup.isHidden()


@pytest.mark.parametrize("typed", ["1805", "18:05", "18.05"])
def test_a_time_is_read_in_any_usual_way(qtbot: QtBot, typed: str) -> None:
    entry = TimeEntry()
    put(qtbot, entry)
    type_and_leave(qtbot, entry, typed)
    assert entry.value() == "18:05"
    assert entry.line.text() == "18.05"


def test_a_time_that_could_be_two_is_refused_with_both(qtbot: QtBot) -> None:
    entry = TimeEntry()
    field = put(qtbot, entry)
    type_and_leave(qtbot, entry, "18.5")
    assert entry.value() is None
    assert "18.05" in field.problem.text()
    assert "18.50" in field.problem.text()


def test_a_count_may_be_an_estimate_between_two_numbers(qtbot: QtBot) -> None:
    entry = SpanEntry()
    put(qtbot, entry)
    type_and_leave(qtbot, entry, "5-8")
    assert entry.value() == (5, 8)


@pytest.mark.parametrize(("make_entry", "typed"), [(NumberEntry, "fem"), (SpanEntry, "8-5"), (AmountEntry, "1234.5")])
def test_a_number_that_is_none_is_refused(qtbot: QtBot, make_entry: Callable[[], Entry], typed: str) -> None:
    entry = make_entry()
    field = put(qtbot, entry)
    type_and_leave(qtbot, entry, typed)
    assert entry.value() is None
    assert field.problem.isVisible()


def test_money_is_kept_in_ore_and_shown_as_danes_write_it(qtbot: QtBot) -> None:
    entry = AmountEntry()
    put(qtbot, entry)
    type_and_leave(qtbot, entry, "1234,5")
    assert entry.value() == 123450
    assert entry.line.text() == "1.234,50"


def test_leaving_a_field_unchanged_tells_nobody(qtbot: QtBot) -> None:
    entry = TextEntry()
    put(qtbot, entry)
    entry.set_value("Kvindegruppen")
    with qtbot.assertNotEmitted(entry.committed):
        QTest.keyClick(entry.line, Key.Key_Tab)


def test_tab_leaves_a_long_text_and_what_was_written_is_taken_over(qtbot: QtBot) -> None:
    entry = LongText()
    put(qtbot, entry)
    with qtbot.waitSignal(entry.committed):
        type_and_leave(qtbot, entry, "Gik godt")
    assert entry.value() == "Gik godt"


def test_themes_are_ticked_with_space_and_unknown_codes_are_kept(qtbot: QtBot) -> None:
    entry = CodeChecks(options_of(THEMES_SHORT), THEMES)
    put(qtbot, entry)
    entry.set_value(["T9"])
    with qtbot.waitSignal(entry.committed):
        QTest.keyClick(entry.boxes["T2"], Key.Key_Space)
    assert entry.value() == ["T2", "T9"]
    assert "netværksbaserede" in entry.boxes["T2"].toolTip()


def test_a_code_that_is_not_in_the_list_is_shown_as_it_is(qtbot: QtBot) -> None:
    entry = Choice([("a", "A")], "Vælg …")
    put(qtbot, entry)
    entry.set_value("gammel kode")
    assert entry.box.currentText() == "gammel kode"
    assert entry.value() == "gammel kode"


def test_one_of_a_few_is_chosen_and_can_be_none_again(qtbot: QtBot) -> None:
    entry = RadioChoice([("a", "A"), ("b", "B")])
    put(qtbot, entry)
    assert entry.value() is None
    with qtbot.waitSignal(entry.committed):
        QTest.mouseClick(entry.buttons["b"], Qt.MouseButton.LeftButton)
    assert entry.value() == "b"
    entry.set_value(None)
    assert entry.value() is None


@pytest.mark.parametrize("pasted", ["Kvindegruppen\nMimers", "Kvindegruppen\0Mimers", "\u202eKvindegruppen\tMimers"])
def test_what_is_pasted_stands_on_one_line_as_it_is_saved(qtbot: QtBot, pasted: str) -> None:
    for entry in (TextEntry(), SuggestText(list)):
        put(qtbot, entry)
        QApplication.clipboard().setText(pasted)
        entry.line.paste()
        assert entry.line.text() == "Kvindegruppen Mimers"
        QTest.keyClick(entry.line, Key.Key_Tab)
        assert entry.value() == "Kvindegruppen Mimers"


def test_a_value_of_several_lines_is_not_changed_by_being_shown_and_left(qtbot: QtBot) -> None:
    for entry in (TextEntry(), SuggestText(list)):
        put(qtbot, entry)
        entry.set_value("Kvindegruppen\nMimers")
        with qtbot.assertNotEmitted(entry.committed):
            QTest.keyClick(entry.line, Key.Key_Tab)
        assert not entry.unsaved()
        assert entry.value() == "Kvindegruppen\nMimers"


def test_a_long_text_keeps_its_lines_and_no_sign_that_nobody_sees(qtbot: QtBot) -> None:
    entry = LongText(3)
    put(qtbot, entry)
    QApplication.clipboard().setText("en\nto\0\u202etre")
    entry.paper.paste()
    QTest.keyClick(entry.paper, Key.Key_Tab)
    assert entry.value() == "en\nto tre"


def test_only_what_may_be_paid_back_is_below_zero(qtbot: QtBot) -> None:
    entry = AmountEntry()
    field = put(qtbot, entry)
    type_and_leave(qtbot, entry, "-50")
    assert (entry.value(), entry.line.text()) == (None, "-50")
    assert "»-50« er ikke et beløb" in field.problem.text()
    paid_back = AmountEntry(below_zero=True)
    put(qtbot, paid_back)
    type_and_leave(qtbot, paid_back, "-50")
    assert paid_back.value() == -5000


def test_a_name_that_names_nobody_is_a_problem_of_the_whole_field(qtbot: QtBot) -> None:
    entry = ManyEntry(lambda _text: [], str, can_create=False)
    put(qtbot, entry)
    entry.target().setFocus()
    type_and_leave(qtbot, entry, "Klub 7")
    assert "Klub 7" in entry.problem
    entry.line.line.clear()
    entry.finish()
    assert not entry.problem
