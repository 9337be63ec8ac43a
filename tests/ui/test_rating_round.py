"""The rating round gone through as a coordinator does, with what happens on the way: undo, leaving, endings."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.cooperation import COORDINATOR, A, B
from nsk_desktop.services import actors, cooperation, ratings
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.rating_round import asked
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.new_rating import NewRatingDialog
from nsk_desktop.ui.pages.ratings import RatingsPage

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
NOW, BEFORE = "2025H1", "2024H2"
NUMBER = 12

Answer = Callable[[NewRatingDialog], bool]


@pytest.fixture
def ring(desk: Desk) -> list[str]:
    """Twelve actors, each rated with the next last time."""
    made = [actors.new_actor(desk, f"Aktør {place:02d}", sector="skole") for place in range(NUMBER)]
    for one, other in pairwise(made):
        ratings.rate(desk, BEFORE, one, other, COORDINATOR, level=3, wanted=4, reason="Sådan er det")
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, window: MainWindow, ring: list[str]) -> RatingsPage:
    window.go("ratings")
    return window.actors.ratings


def waiting(page: RatingsPage) -> list[str]:
    return [row.pair for row in page.waiting.table.rows.rows()]


def levels(desk: Desk, period: str = NOW) -> dict[str, int | None]:
    return {row.pair: row.level for row in ratings.list_ratings(desk, period)}


def answer(monkeypatch: pytest.MonkeyPatch, given: Answer) -> None:
    monkeypatch.setattr(NewRatingDialog, "answered", given)


def press_down_to(dialog: NewRatingDialog, level: int) -> None:
    """Choose a level with the arrow keys."""
    QTest.keyClick(dialog.level.box, Key.Key_Home)
    for _step in range(dialog.level.box.findData(level)):
        QTest.keyClick(dialog.level.box, Key.Key_Down)


def test_the_round_is_gone_through_pair_by_pair_and_taken_back_step_by_step(
    page: RatingsPage, window: MainWindow, desk: Desk
) -> None:
    listed = waiting(page)
    assert len(listed) == NUMBER - 1
    for left in range(len(listed), 0, -1):
        assert page.waiting.heading.text().endswith(f"({left})")
        QTest.mouseClick(page.waiting.buttons[0], Left)
    assert not page.waiting.isVisible()
    assert set(levels(desk).values()) == {3}
    assert all(row.unchanged and row.wanted == 4 for row in ratings.list_ratings(desk, NOW))
    for done in range(1, 4):
        QTest.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert len(waiting(page)) == done
    assert len(levels(desk)) == NUMBER - 4


def test_a_level_without_its_reason_is_never_made_and_who_leaves_then_has_rated_nothing(
    page: RatingsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = waiting(page)[0]
    before = waiting(page)

    def leave(dialog: NewRatingDialog) -> bool:
        dialog.show()
        press_down_to(dialog, 5)
        dialog.give()
        assert "fra 3 til 5" in dialog.fields["reason"].problem.text()
        QTest.keyClicks(dialog.reason.paper, "   ")
        dialog.give()
        assert not dialog.made
        QTest.keyClick(dialog, Key.Key_Escape)
        return bool(dialog.result())

    answer(monkeypatch, leave)
    QTest.mouseClick(page.waiting.buttons[1], Left)
    assert levels(desk) == {}
    assert waiting(page) == before

    def give(dialog: NewRatingDialog) -> bool:
        dialog.show()
        assert dialog.level.value() is None, "the level that was left is not taken for an answer"
        press_down_to(dialog, 5)
        QTest.keyClicks(dialog.reason.paper, "Fast dag")
        dialog.give()
        return True

    answer(monkeypatch, give)
    QTest.mouseClick(page.waiting.buttons[1], Left)
    assert levels(desk) == {pair: 5}


def test_two_raters_who_disagree_are_asked_each_and_both_levels_stand(
    page: RatingsPage, window: MainWindow, desk: Desk, ring: list[str]
) -> None:
    one, other = ring[0], ring[-1]
    ratings.rate(desk, BEFORE, one, other, A, level=1)
    ratings.rate(desk, BEFORE, one, other, B, level=4)
    window.go("ratings")
    page.refresh()
    mine = [row for row in page.waiting.table.rows.rows() if {row.tie.one, row.tie.other} == {one, other}]
    assert {(row.rater_label, row.level) for row in mine} == {("Aktør 00", 1), ("Aktør 11", 4)}
    for row in mine:
        page.waiting.table.choose(row.id)
        QTest.mouseClick(page.waiting.buttons[0], Left)
    (pair,) = cooperation.cooperation(desk, NOW).rated_pairs
    assert (pair.lowest, pair.highest, pair.gap, pair.level) == (1, 4, 3, 2.5)


def test_an_actor_that_ends_or_goes_while_the_round_is_open_leaves_it_and_breaks_no_figure(
    page: RatingsPage, desk: Desk, ring: list[str]
) -> None:
    QTest.mouseClick(page.waiting.buttons[0], Left)
    actors.save_actor(desk, ring[4], ended_on=date(2024, 11, 1), status="ophørt")
    actors.delete_actor(desk, ring[8])
    page.refresh()
    assert not [pair for pair in waiting(page) if "04" in pair or "08" in pair]
    actors.save_actor(desk, ring[0], ended_on=date(2024, 11, 1), status="ophørt")
    found = cooperation.cooperation(desk, NOW)
    assert not found.rated_pairs
    assert "rated_inactive" in {problem.oddity for problem in found.problems}
    assert len(found.actors) == NUMBER - 3


def test_what_was_rated_meanwhile_on_another_page_is_not_written_over(page: RatingsPage, desk: Desk) -> None:
    row = page.waiting.table.rows.rows()[0]
    ratings.rate(desk, NOW, row.tie.one, row.tie.other, COORDINATOR, level=5, reason="Fast dag")
    page._confirm(row)
    assert levels(desk)[row.pair] == 5


def test_a_half_year_that_has_not_begun_is_neither_offered_nor_asked_about_by_itself(
    page: RatingsPage, desk: Desk
) -> None:
    offered = [page.period.box.itemData(place) for place in range(page.period.box.count())]
    assert offered == [NOW, BEFORE, "baseline"]
    assert levels(desk, "2025H2") == {}


def test_control_only_a_pair_without_anything_last_time_is_left_out(
    page: RatingsPage, desk: Desk, ring: list[str]
) -> None:
    ratings.rate(desk, BEFORE, ring[0], ring[2], COORDINATOR, level=0)
    assert len(asked(desk, NOW)) == NUMBER - 1
    ratings.rate(desk, BEFORE, ring[0], ring[2], COORDINATOR, level=1, reason="De mødtes")
    assert len(asked(desk, NOW)) == NUMBER
