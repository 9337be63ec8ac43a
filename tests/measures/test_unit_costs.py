"""What a meeting and a citizen cost: an interval that always holds the truth, and no figure where there is none."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.measures.economy import Cost
from nsk_desktop.measures.money_told import per_citizen_text, per_session_text, told
from nsk_desktop.measures.unit_costs import Spending, UnitCost, UnitCosts, outwards, spending_of
from tests.measures.money import COSTS, cost


def test_the_more_were_reached_the_less_each_of_them_cost() -> None:
    found = UnitCost(1_000_00, 4, 20, 50, 1)
    assert found.per_session == 250_00
    assert [found.least, found.most] == [20_00, 50_00]
    assert per_citizen_text(found) == "20,00 kr. til 50,00 kr."
    assert per_session_text(found) == "250,00 kr."


@given(
    amount=st.integers(0, 10**11),
    sessions=st.integers(1, 5000),
    lower=st.integers(0, 900),
    more=st.integers(0, 900),
    place=st.floats(0, 1),
)
def test_whoever_was_reached_what_each_of_them_cost_lies_in_the_interval(
    amount: int, sessions: int, lower: int, more: int, place: float
) -> None:
    found = UnitCost(amount, sessions, lower, lower + more, 1)
    truth = lower + round(more * place)
    if not truth:
        return
    assert found.least is not None
    low, high = outwards(found.least, found.most)
    # In whole numbers, so that nothing is rounded on the way: cost per citizen times citizens is the amount.
    assert low * truth <= amount
    assert high is None or high * truth >= amount
    assert (high is None) == (lower == 0)


@given(amount=st.integers(1, 10**9), lower=st.integers(1, 900), more=st.integers(1, 900))
def test_control_an_interval_the_wrong_way_round_holds_nobody(amount: int, lower: int, more: int) -> None:
    found = UnitCost(amount, 1, lower, lower + more, 1)
    assert found.least is not None
    assert found.most is not None
    wrong = (found.most, found.least)
    assert not wrong[0] <= Fraction(amount, lower + more) <= wrong[1]
    assert found.least <= Fraction(amount, lower + more) <= found.most


def test_nobody_certainly_reached_leaves_the_interval_open_upwards() -> None:
    found = UnitCost(100_00, 1, 0, 8, 1)
    assert [found.least, found.most] == [12_50, None]
    assert per_citizen_text(found) == "mindst 12,50 kr."


def test_nobody_reached_and_no_meeting_is_told_in_words() -> None:
    found = UnitCost(100_00, 0, 0, 0, 1)
    assert (found.per_session, found.least, found.most) == (None, None, None)
    assert (per_session_text(found), per_citizen_text(found)) == ("ingen møder", "ingen borgere nået")


def test_without_a_posting_nobody_knows_what_it_cost() -> None:
    found = UnitCost(0, 3, 5, 5, 0)
    assert (found.per_session, found.least) == (None, None)
    assert per_session_text(found) == per_citizen_text(found) == "intet posteret"


def test_more_back_than_spent_gives_no_cost() -> None:
    found = UnitCost(-1, 3, 5, 9, 2)
    assert (found.per_session, found.least, found.most) == (None, None, None)
    assert per_citizen_text(found) == "mere kom tilbage, end der blev brugt"


def test_an_exact_number_of_citizens_gives_one_cost() -> None:
    assert per_citizen_text(UnitCost(100, 1, 3, 3, 1)) == "0,33 kr."


def test_staff_stands_apart_and_what_is_planned_costs_nothing_yet() -> None:
    found = UnitCosts(
        "",
        "",
        spending_of(
            [
                cost(100),
                cost(10, state="disponeret"),
                cost(1, state="planlagt"),
                cost(5000, kind="medarbejder"),
                cost(700, kind="medarbejder", state="disponeret"),
            ]
        ),
        2,
        5,
        10,
    )
    assert found.spending == Spending(100, 10, 5000, 700, 2, 2)
    amounts = (found.booked, found.committed, found.booked_with_staff, found.committed_with_staff)
    assert [one.amount for one in amounts] == [100, 110, 5100, 5810]
    assert [one.per_session for one in amounts] == [50, 55, 2550, 2905]


@given(COSTS)
def test_what_was_spent_is_what_is_booked_and_committed(costs: list[Cost]) -> None:
    found = spending_of(costs)
    total = found.booked + found.committed + found.staff_booked + found.staff_committed
    assert total == sum(one.amount for one in costs if one.state != "planlagt")


@pytest.mark.parametrize(
    ("spending", "lower", "upper", "wanted"),
    [
        (
            Spending(booked=100_00, postings=1),
            4,
            8,
            "Bogført, pr. borger: højst 100,00 kr. delt med 4, altså 25,00 kr.",
        ),
        (Spending(booked=100_00, postings=1), 0, 8, "Ingen borger er nået med sikkerhed"),
        (Spending(booked=100_00, postings=1), 0, 0, "Ingen borgere er nået; andre"),
        (Spending(), 4, 8, "Der er ikke bogført eller disponeret nogen aktivitet"),
        (Spending(booked=-1, postings=1), 4, 8, "Der kom mere tilbage, end der blev brugt"),
    ],
)
def test_how_it_is_computed_is_told_with_its_own_numbers(
    spending: Spending, lower: int, upper: int, wanted: str
) -> None:
    said = told(UnitCosts("T1", "Tema", spending, 3, lower, upper), "theme", professional=2)
    assert any(sentence.startswith(wanted) for sentence in said), said
    assert any("kan ikke lægges sammen" in sentence for sentence in said)
    assert any(sentence.startswith("2 netværks-, styregruppe- og koordineringsmøder") for sentence in said)
