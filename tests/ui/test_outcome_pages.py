"""Stories and method cards are gone through by theme, actor and half-year, and lead to what they rest on and back."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from nsk_desktop.services import actors, initiatives, method_cards, outcomes, series, sessions, stories
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.outcome_cards import OutcomesCard
from nsk_desktop.ui.pages.outcome_list import OutcomeList

SPRING, AUTUMN = date(2025, 3, 4), date(2025, 9, 2)


def list_page(window: MainWindow, name: str = "stories") -> OutcomeList:
    window.go(name)
    page = window.effort.parts[name]
    assert isinstance(page, OutcomeList)
    return page


def titles(page: OutcomeList) -> list[str]:
    return [row.title for row in page.table.rows.rows()] if page.table.isVisible() else []


@pytest.fixture
def told(desk: Desk) -> dict[str, str]:
    school, club = actors.new_actor(desk, "Skolen"), actors.new_actor(desk, "Klubben")
    return {
        "school": school,
        "club": club,
        "door": stories.new_story(desk, title="Åben dør", day=SPRING, themes=["T1"], actors=[school]),
        "council": stories.new_story(desk, title="Råd i gården", day=AUTUMN, themes=["T2"], actors=[school, club]),
        "undated": stories.new_story(desk, title="Udateret", themes=["T1"]),
    }


def test_the_filters_narrow_the_list_together_and_stay_when_one_comes_back(
    desk: Desk, window: MainWindow, told: dict[str, str]
) -> None:
    page = list_page(window)
    assert titles(page) == ["Råd i gården", "Åben dør", "Udateret"]
    assert page.bar.number.text() == "3 i alt"
    assert not page.bar.clear_button.isVisible()
    page.bar.theme.set_value("T1")
    page.bar.theme.committed.emit()
    assert (titles(page), page.bar.number.text()) == (["Åben dør", "Udateret"], "2 af 3")
    page.bar.half_year.set_value("2025H1")
    page.bar.half_year.committed.emit()
    assert titles(page) == ["Åben dør"]
    window.go("start")
    assert titles(list_page(window)) == ["Åben dør"]
    page.bar.clear_button.click()
    assert len(titles(page)) == 3


def test_when_nothing_is_left_it_says_so_and_shows_all_again(window: MainWindow, told: dict[str, str]) -> None:
    page = list_page(window)
    page.bar.actor.set_value(told["club"])
    page.bar.theme.set_value("T1")
    page.bar.theme.committed.emit()
    assert titles(page) == []
    assert page.none_fit.isVisible()
    assert not page.empty.isVisible()
    assert page.bar.isVisible()
    page.show_all()
    assert len(titles(page)) == 3


def test_control_an_empty_list_has_its_own_sentence_and_no_filter(window: MainWindow) -> None:
    page = list_page(window)
    assert page.empty.isVisible()
    assert not page.none_fit.isVisible()
    assert not page.bar.isVisible()


def test_who_asks_for_a_record_sees_it_whatever_is_filtered(window: MainWindow, told: dict[str, str]) -> None:
    page = list_page(window)
    page.bar.theme.set_value("T1")
    page.bar.theme.committed.emit()
    window.go("stories", told["door"])
    assert page.narrowed()
    window.go("stories", told["council"])
    assert (page.shown_id(), page.narrowed()) == (told["council"], False)


def test_an_actor_whose_last_story_is_gone_filters_nothing(
    desk: Desk, window: MainWindow, told: dict[str, str]
) -> None:
    page = list_page(window)
    page.bar.actor.set_value(told["club"])
    page.bar.actor.committed.emit()
    stories.delete_story(desk, told["council"])
    assert (page.bar.actor.value(), len(titles(page))) == (None, 2)


def test_a_story_has_its_figures_and_its_evidence_beside_it(
    qtbot: QtBot, desk: Desk, window: MainWindow, told: dict[str, str]
) -> None:
    group = series.new_series(desk, title="Kvindegruppen")
    fields = {"type": "dialogmøde", "state": "afholdt", "mode": "anonym optælling", "completed": True}
    met = sessions.new_session(desk, title="Kaffe", day=SPRING, series_id=group, **fields)
    sessions.set_headcount(desk, met, low=6)
    window.go("stories", told["door"])
    page = list_page(window)
    assert page.weight.text() == "Ingen møder står bag den."
    page.form.entry("series").add(group)
    qtbot.waitUntil(lambda: page.weight.text() == "Bag den: 1 møde holdt · 6 fremmøder · 6 borgere nået")
    assert [link.title for link in page.evidence.table.rows.rows()] == ["Kvindegruppen", "Skolen"]
    page.evidence.table.choose(group)
    page.evidence.buttons[0].click()
    card = window.activities.lists.series.outcomes
    assert [told.title for told in card.table.rows.rows()] == ["Åben dør"]


def test_the_other_way_round_a_record_shows_what_rests_on_it(
    desk: Desk, window: MainWindow, told: dict[str, str]
) -> None:
    tried = initiatives.new_initiative(desk, "Mødre mødes")
    method_cards.new_card(desk, title="Kaffe først", day=SPRING, initiatives=[tried], actors=[told["school"]])

    def shown(card: OutcomesCard) -> list[str]:
        return [one.title for one in card.table.rows.rows()] if card.isVisible() else []

    window.go("actors", told["school"])
    assert shown(window.actors.list.outcomes) == ["Råd i gården", "Åben dør", "Kaffe først"]
    window.go("initiatives", tried)
    card = window.effort.initiatives.outcomes
    assert shown(card) == ["Kaffe først"]
    card.buttons[0].click()
    assert titles(list_page(window, "method-cards")) == ["Kaffe først"]
    window.go("initiatives", initiatives.new_initiative(desk, "Uden fortælling"))
    assert shown(card) == []


def test_a_tick_in_the_form_chooses_for_the_report(window: MainWindow, desk: Desk, told: dict[str, str]) -> None:
    window.go("stories", told["door"])
    list_page(window).form.entry("in_report").box.click()
    assert [row.title for row in outcomes.rows(desk, "story", [told["door"]]) if row.in_report] == ["Åben dør"]
