"""What contradicts itself is in one list, each thing once and with its place; what is in order is not."""

from datetime import date

import pytest

from nsk_desktop.domain.contradictions import Why
from nsk_desktop.domain.records import Actor, CooperationRating, SteeringMember, Target
from nsk_desktop.services import contradictions, demo
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.period_checklist import checklist
from nsk_desktop.store.queries import odd_records
from nsk_desktop.ui.places import PAGES, home_of
from tests import make
from tests.services.odd_desk import BEFORE, DAY, TODAY, come, count, held, plant, put

FIRST, LAST = date(2025, 1, 1), date(2025, 6, 30)


def test_a_desk_in_order_has_nothing_that_contradicts_itself(desk: Desk) -> None:
    id = held(desk, from_time="17:00", to_time="18:00")
    count(desk, id, 3, 4, 2)
    come(desk, id, put(desk, make.participant()))
    assert contradictions.all_of(desk, TODAY) == []


def test_the_example_year_has_nothing_that_contradicts_itself(desk: Desk) -> None:
    demo.fill(desk)
    assert contradictions.all_of(desk, date(2025, 12, 9)) == []


@pytest.mark.parametrize("why", Why)
def test_each_is_told_once_in_words_with_the_place_where_it_is_mended(desk: Desk, why: Why) -> None:
    id = plant(desk, why)
    (found,) = contradictions.all_of(desk, TODAY)
    assert found.id == id
    assert found.reason.endswith(".")
    assert "{" not in found.reason
    assert home_of(found.place or PAGES[found.kind])


@pytest.mark.parametrize("why", Why)
def test_what_is_undone_contradicts_nothing(desk: Desk, why: Why) -> None:
    plant(desk, why)
    desk.undo()
    assert contradictions.all_of(desk, TODAY) == []


@pytest.mark.parametrize("why", [why for why in Why if why is not Why.JOINED])
def test_control_without_its_rule_it_is_not_told(desk: Desk, why: Why, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(desk, why)
    others = tuple(rule for rule in odd_records._RULES if rule.why is not why)
    monkeypatch.setattr(odd_records, "_RULES", others)
    assert contradictions.all_of(desk, TODAY) == []


def test_a_person_at_two_meetings_at_once_is_told_at_the_later(desk: Desk) -> None:
    person = put(desk, make.participant())
    first = held(desk, title="Café", from_time="17:00", to_time="19:00")
    second = held(desk, title="Kor", from_time="18:00", to_time="20:00")
    come(desk, first, person)
    come(desk, second, person)
    (found,) = contradictions.all_of(desk, TODAY)
    assert found.id == second
    assert "Café" in found.reason


def test_a_rating_of_an_actor_that_had_ended_is_told_once_and_in_its_half_year(desk: Desk) -> None:
    one = put(desk, make.actor())
    ended = put(desk, Actor(name="Klubben", sector="skole", status="ophørt", ended_on=date(2024, 5, 1)))
    rating = put(desk, CooperationRating(period="2025H1", actor_a_id=one, actor_b_id=ended, level=3, reason="Møde"))
    assert [row.id for row in contradictions.all_of(desk, TODAY)] == [rating]
    assert [row.id for row in contradictions.within(desk, FIRST, LAST, TODAY)] == [rating]
    assert contradictions.within(desk, date(2024, 7, 1), date(2024, 12, 31), TODAY) == []


def test_a_member_who_left_before_coming_and_a_target_that_stands_twice_are_told(desk: Desk) -> None:
    member = put(desk, SteeringMember(name="Ida", first_day=DAY, last_day=BEFORE))
    targets = {put(desk, Target(period="2025", value=value)) for value in (100, 200)}
    assert {row.id for row in contradictions.all_of(desk, TODAY)} == {member} | targets


def test_a_target_without_a_number_lacks_something_and_contradicts_nothing(desk: Desk) -> None:
    put(desk, Target(period="2025"))
    assert contradictions.all_of(desk, TODAY) == []


def test_the_checklist_of_a_half_year_has_those_of_its_days_only(desk: Desk) -> None:
    id = plant(desk, Why.COUNTED_BACKWARDS)
    plant(desk, Why.SPAN_BACKWARDS)
    other = held(desk, day=date(2024, 10, 1), from_time="18:00", to_time="17:00")
    wrong = {row.id for row in checklist(desk, "2025H1", TODAY)}
    assert id in wrong
    assert other not in wrong
    assert other in {row.id for row in checklist(desk, "2024H2", TODAY)}
