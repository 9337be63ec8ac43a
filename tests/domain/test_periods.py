"""The seal under signed figures: one way to write them, and no way to change them unseen."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from nsk_desktop.domain.codes import PeriodState
from nsk_desktop.domain.periods import Period, is_intact, period_id, seal

FIGURES = {"persons_lower": 281, "persons_upper": 666}
ON = date(2025, 7, 15)


def signed(**changes: Any) -> Period:
    signature = seal("2025H1", "AB", ON, FIGURES, {"d1": [7, "hlc"]})
    return Period(id=period_id("2025H1"), half_year="2025H1", state=PeriodState.SIGNED, signature=signature | changes)


def test_a_period_that_was_signed_is_intact_and_signed() -> None:
    period = signed()
    assert period.signed
    assert is_intact(period)


def test_the_order_in_which_figures_are_kept_says_nothing() -> None:
    turned = dict(reversed(FIGURES.items()))
    assert is_intact(signed(figures=turned))
    assert seal("2025H1", "AB", ON, turned, {})["hash"] == seal("2025H1", "AB", ON, FIGURES, {})["hash"]


@pytest.mark.parametrize(
    "change",
    [
        {"figures": FIGURES | {"persons_lower": 282}},
        {"figures": {"persons_lower": 281}},
        {"figures": FIGURES | {"more": 0}},
        {"figures": FIGURES | {"persons_lower": "281"}},
        {"by": "CD"},
        {"on": "2025-07-16"},
        {"hash": "0" * 64},
        {"hash": None},
    ],
)
def test_what_was_signed_cannot_be_changed_unseen(change: dict[str, Any]) -> None:
    assert not is_intact(signed(**change))


def test_a_signature_cannot_be_moved_to_another_half_year() -> None:
    period = signed()
    period.half_year = "2025H2"
    assert not is_intact(period)


def test_what_the_signer_had_seen_is_beside_the_seal_because_it_differs_between_laptops() -> None:
    assert is_intact(signed(seen={}))


def test_a_period_nobody_signed_is_intact_and_one_said_to_be_signed_without_a_signature_is_not() -> None:
    assert is_intact(Period(half_year="2025H1"))
    assert not is_intact(Period(half_year="2025H1", state=PeriodState.SIGNED))
    assert not Period(half_year="2025H1", state=PeriodState.SIGNED).signed


def test_two_laptops_mean_the_same_period() -> None:
    assert period_id("2025H1") == period_id("2025H1") != period_id("2025H2")


def test_sealing_takes_copies() -> None:
    figures, seen = dict(FIGURES), {"d1": [7, "hlc"]}
    signature = seal("2025H1", "AB", ON, figures, seen)
    before = deepcopy(signature)
    figures["persons_lower"], seen["d1"][0] = 0, 0
    assert signature == before
