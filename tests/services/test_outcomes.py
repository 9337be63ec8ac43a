"""Stories and method cards found by theme, actor and half-year, and what they rest on."""

from datetime import date

import pytest

from nsk_desktop.domain.records import CooperationRating
from nsk_desktop.services import (
    actors,
    bridges,
    initiatives,
    method_cards,
    outcome_evidence,
    outcomes,
    series,
    sessions,
    stories,
)
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.kinds import written
from nsk_desktop.services.outcome_evidence import Weighing
from nsk_desktop.services.outcomes import NO_DAY, Order, Sieve

SPRING, AUTUMN = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def three(desk: Desk) -> dict[str, str]:
    """A story of each half-year and one without a day."""
    school, club = actors.new_actor(desk, "Skolen"), actors.new_actor(desk, "Klubben")
    return {
        "school": school,
        "club": club,
        "spring": stories.new_story(desk, title="Åben dør", day=SPRING, themes=["T1", "T2"], actors=[school]),
        "autumn": stories.new_story(desk, title="Råd i gården", day=AUTUMN, themes=["T2"], actors=[school, club]),
        "never": stories.new_story(desk, title="Udateret", what="Nogen åbnede en dør", themes=["T1"]),
    }


def found(desk: Desk, three: dict[str, str], text: str = "", **sieve: str) -> list[str]:
    names = {id: name for name, id in three.items()}
    return [names[id] for id in outcomes.ids(desk, "story", text, Sieve(**sieve))]


def test_all_of_them_stand_there_the_latest_first_and_those_without_a_day_last(
    desk: Desk, three: dict[str, str]
) -> None:
    assert found(desk, three) == ["autumn", "spring", "never"]
    assert [row.title for row in outcomes.rows(desk, "story", [three["never"], three["spring"]])] == [
        "Udateret",
        "Åben dør",
    ]


def test_each_filter_and_all_of_them_together(desk: Desk, three: dict[str, str]) -> None:
    assert found(desk, three, theme="T1") == ["spring", "never"]
    assert found(desk, three, actor=three["club"]) == ["autumn"]
    assert found(desk, three, half_year="2025H1") == ["spring"]
    assert found(desk, three, half_year="2025H2") == ["autumn"]
    assert found(desk, three, half_year=NO_DAY) == ["never"]
    assert found(desk, three, "dør") == ["spring", "never"]
    assert found(desk, three, "dør", theme="T1", actor=three["school"], half_year="2025H1") == ["spring"]
    assert found(desk, three, "dør", theme="T1", actor=three["club"], half_year="2025H1") == []


def test_a_theme_is_no_part_of_another(desk: Desk) -> None:
    stories.new_story(desk, title="Nyt tema", themes=["T11"])
    assert outcomes.ids(desk, "story", sieve=Sieve(theme="T1")) == []


def test_what_can_be_chosen_is_what_there_is(desk: Desk, three: dict[str, str]) -> None:
    actors.new_actor(desk, "Uden fortælling")
    assert outcomes.half_years(desk, "story") == ["2025H2", "2025H1"]
    assert [name for _id, name in outcomes.actors(desk, "story")] == ["Klubben", "Skolen"]
    assert outcomes.actors(desk, "method_card") == []
    stories.delete_story(desk, three["autumn"])
    assert outcomes.half_years(desk, "story") == ["2025H1"]
    assert [name for _id, name in outcomes.actors(desk, "story")] == ["Skolen"]
    assert outcomes.count(desk, "story") == 2


def test_other_orders(desk: Desk, three: dict[str, str]) -> None:
    outcomes.choose(desk, "story", three["never"], True)
    by_title = outcomes.ids(desk, "story", order=Order("title"))
    assert by_title == [three["autumn"], three["never"], three["spring"]], "Å comes last"
    assert outcomes.ids(desk, "story", order=Order("in_report"))[0] == three["never"]
    assert outcomes.ids(desk, "story", order=Order("day"))[-1] == three["never"]


def test_to_choose_for_the_report_is_one_step_that_can_be_taken_back(desk: Desk, three: dict[str, str]) -> None:
    outcomes.choose(desk, "story", three["spring"], True)
    story = stories.get(desk, three["spring"])
    assert story is not None
    assert story.in_report
    desk.undo()
    story = stories.get(desk, three["spring"])
    assert story is not None
    assert not story.in_report


def test_a_record_shows_the_stories_and_cards_that_rest_on_it(desk: Desk, three: dict[str, str]) -> None:
    card = method_cards.new_card(desk, title="Kaffe først", day=date(2025, 6, 1), actors=[three["school"]])
    told, number = outcomes.resting_on(desk, three["school"], 2)
    assert ([one.id for one in told], number) == ([three["autumn"], three["spring"]], 3)
    told, number = outcomes.resting_on(desk, three["school"], 5)
    assert [(one.kind, one.id) for one in told][-1] == ("method_card", card)
    assert outcomes.resting_on(desk, "findes ikke", 5) == ([], 0)


def test_what_a_story_rests_on_is_named_and_what_was_deleted_is_not(desk: Desk, three: dict[str, str]) -> None:
    tried = initiatives.new_initiative(desk, "Mødre mødes")
    group = series.new_series(desk, title="Kvindegruppen")
    met = sessions.new_session(desk, title="Kaffe", day=SPRING)
    built = bridges.new_bridge(
        desk, day=SPRING, from_kind="aktør", from_actor_id=three["school"], to_actor_id=three["club"]
    )
    with desk.store.change("rate") as change:
        rated = change.create(
            CooperationRating(period="2025H1", actor_a_id=three["school"], actor_b_id=three["club"], level=3)
        )
    rests = {"initiatives": [tried], "series": [group], "sessions": [met], "bridges": [built], "ratings": [rated]}
    story = stories.get(desk, stories.new_story(desk, title="Alt", actors=[three["school"]], **rests))
    assert story is not None
    links = outcome_evidence.links(desk, story)
    # A pair has one order, which follows from the ids.
    pair = "Skolen – Klubben" if three["school"] < three["club"] else "Klubben – Skolen"
    assert [(link.kind, link.title) for link in links] == [
        ("initiative", "Mødre mødes"),
        ("series", "Kvindegruppen"),
        ("session", "Kaffe 30.06.2025"),
        ("actor", "Skolen"),
        ("bridge_contact", "Skolen → Klubben"),
        ("cooperation_rating", f"{pair}, 1. halvår 2025"),
    ]
    initiatives.delete_initiative(desk, tried)
    bridges.delete_bridge(desk, built)
    kinds = {link.kind for link in outcome_evidence.links(desk, story)}
    assert kinds.isdisjoint({"initiative", "bridge_contact"})


def test_the_figures_behind_a_story_follow_what_is_registered(desk: Desk) -> None:
    group = series.new_series(desk, title="Kvindegruppen")
    story = stories.get(desk, stories.new_story(desk, title="Råd", series=[group]))
    other = stories.get(desk, stories.new_story(desk, title="Ord alene"))
    assert story is not None
    assert other is not None
    weighing = Weighing(desk)
    assert weighing.words(story) == ""
    fields = {"type": "dialogmøde", "state": "afholdt", "mode": "anonym optælling", "completed": True}
    met = sessions.new_session(desk, title="Første", day=SPRING, series_id=group, **fields)
    sessions.set_headcount(desk, met, low=4, high=6)
    assert weighing.words(story) == "1 møde holdt · 4-6 fremmøder · 4-6 borgere nået"
    assert weighing.words(other) == ""


def test_where_laptops_disagree_about_what_a_story_rests_on_the_records_are_named(
    desk: Desk, three: dict[str, str]
) -> None:
    with desk.store.read() as read:
        assert written(read, "story", "actors", [three["club"], "findes ikke"]) == "Klubben, findes ikke"
        assert written(read, "story", "themes", ["T1", "T2"]) == "T1, T2"
