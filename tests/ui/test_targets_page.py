"""The tab with targets: one is written, a contradiction is told over the form, and the list is searched."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nsk_desktop.domain.codes import Indicator
from nsk_desktop.domain.targets import WHOLE
from nsk_desktop.services import targets
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.guarding import GuardedField
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.targets import TargetsPage
from tests.ui.conftest import TODAY
from tests.ui.test_list_pages import type_in


@pytest.fixture
def page(window: MainWindow) -> TargetsPage:
    window.go("targets")
    found = window.effort.parts["targets"]
    assert isinstance(found, TargetsPage)
    return found


def choose(page: TargetsPage, name: str, value: object) -> None:
    """Choose in a box as a person does."""
    entry = page.form.entry(name)
    entry.set_value(value)
    entry.box.activated.emit(entry.box.currentIndex())


def test_a_target_is_written_by_choosing_and_typing_one_number(desk: Desk, page: TargetsPage) -> None:
    assert page.empty.isVisible()
    page.make()
    assert "Tallet mangler" in page.flaws.sentence.text()
    type_in(page.form.entry("value"), "1.200")
    choose(page, "indicator", Indicator.ATTENDANCES)
    choose(page, "period", WHOLE)
    (kept,) = targets.list_targets(desk)
    assert (kept.indicator, kept.period, kept.theme, kept.value) == (Indicator.ATTENDANCES, WHOLE, None, 1200)
    assert not page.flaws.isVisible()
    assert page.detail_title.text() == "Fremmøder, Hele indsatsen"


def test_two_targets_for_the_same_are_told_over_the_form(desk: Desk, page: TargetsPage) -> None:
    targets.new_target(desk, TODAY, value=250)
    other = targets.new_target(desk, TODAY, value=300)
    page.open_record(other)
    assert page.flaws.isVisible()
    assert "Et andet mål siger 250" in page.flaws.sentence.text()
    choose(page, "period", "2026")
    assert not page.flaws.isVisible()


def test_what_is_no_number_is_told_under_the_field_and_kept(desk: Desk, page: TargetsPage) -> None:
    page.open_record(targets.new_target(desk, TODAY, value=250))
    type_in(page.form.entry("value"), "mange")
    assert page.form.entry("value").problem
    assert page.form.entry("value").words() == "mange"
    assert targets.list_targets(desk)[0].value == 250


def test_a_phone_number_in_the_note_is_noticed_by_the_text_guard(desk: Desk, page: TargetsPage) -> None:
    id = targets.new_target(desk, TODAY, value=250)
    page.open_record(id)
    note = page.form.entry("notes")
    note.setFocus()
    QTest.keyClicks(note.target(), "Ring 22334455")
    page.form.entry("value").setFocus()
    guard = page.form.guards["notes"]
    assert isinstance(guard, GuardedField)
    assert guard.card.isVisible()


def test_delete_moves_it_to_the_bin_and_undo_brings_it_back(desk: Desk, window: MainWindow, page: TargetsPage) -> None:
    page.open_record(targets.new_target(desk, TODAY, value=250))
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert targets.list_targets(desk) == []
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(targets.list_targets(desk)) == 1
