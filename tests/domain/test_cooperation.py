"""Pairs of actors: whoever names them, and in whatever order, means the same rating."""

from itertools import permutations

import pytest

from nsk_desktop.domain.cooperation import BASELINE, period_order, tie


@pytest.mark.parametrize(("one", "other"), list(permutations(("a1", "b2", None), 2)))
def test_a_pair_named_from_either_side_is_one_pair(one: str | None, other: str | None) -> None:
    assert tie(one, other, "koordinator") == tie(other, one, "koordinator")
    assert tie(one, other, "A") == tie(other, one, "B")


def test_control_the_two_sides_rate_each_for_themselves() -> None:
    ids = {tie("a1", "b2", rater).rating_id("2025H1") for rater in ("A", "B", "koordinator")}
    assert len(ids) == 3
    assert tie("a1", "b2", "A").rating_id("2025H1") != tie("b2", "a1", "A").rating_id("2025H1")


def test_a_rater_that_is_not_known_is_kept() -> None:
    assert tie("b2", "a1", "borger").rater == "borger"


def test_another_half_year_is_another_rating() -> None:
    pair = tie("a1", "b2", "A")
    assert pair.rating_id("2025H1") != pair.rating_id("2025H2") != pair.rating_id(BASELINE)


def test_the_baseline_lies_before_every_half_year() -> None:
    assert sorted(["2025H1", BASELINE, "2024H2", "2024H1"], key=period_order) == [
        BASELINE,
        "2024H1",
        "2024H2",
        "2025H1",
    ]
