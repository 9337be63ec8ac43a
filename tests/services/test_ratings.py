"""Cooperation ratings: no level moves without a reason, and none goes on by itself."""

from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.cooperation import BASELINE
from nsk_desktop.domain.records import CooperationRating
from nsk_desktop.errors.registration import LevelOutside, ReasonMissing, SameActor
from nsk_desktop.errors.typed import DateProblem
from nsk_desktop.services import actors, ratings
from nsk_desktop.services.desk import Desk
from tests import make

TODAY = date(2025, 9, 1)
COORDINATOR = "koordinator"


@pytest.fixture
def pair(desk: Desk) -> tuple[str, str]:
    """The school and the library."""
    return actors.new_actor(desk, "Mimers Skole"), actors.new_actor(desk, "Biblioteket")


def levels(desk: Desk, period: str | None = None) -> list[tuple[str, int | None]]:
    return [(row.period, row.level) for row in ratings.list_ratings(desk, period)]


def test_a_pair_is_rated_once_per_half_year_and_rater_whoever_is_named_first(desk: Desk, pair: tuple[str, str]) -> None:
    school, library = pair
    first = ratings.rate(desk, "2025H1", school, library, COORDINATOR, level=2, wanted=4)
    again = ratings.rate(desk, "2025H1", library, school, COORDINATOR, level=3)
    assert first == again
    rating = ratings.get(desk, first)
    assert rating is not None
    assert (rating.level, rating.wanted) == (3, 4), "what is not said anew stays"
    ratings.rate(desk, "2025H1", school, library, "A", level=1)
    ratings.rate(desk, "2025H1", library, school, "B", level=1)
    assert len(ratings.list_ratings(desk)) == 2, "the school rates as A of one order and as B of the other"


def test_who_rated_is_told_by_name(desk: Desk, pair: tuple[str, str]) -> None:
    school, library = pair
    ratings.rate(desk, "2025H1", school, library, "A", level=1)
    ratings.rate(desk, "2025H1", school, library, COORDINATOR, level=1)
    assert {row.rater_label for row in ratings.list_ratings(desk)} == {"Mimers Skole", "Koordinator"}


def test_a_level_that_moves_needs_a_reason_and_saves_nothing_without(desk: Desk, pair: tuple[str, str]) -> None:
    ratings.rate(desk, "2025H1", *pair, COORDINATOR, level=2)
    with pytest.raises(ReasonMissing, match="fra 2 til 3"):
        ratings.rate(desk, "2025H2", *pair, COORDINATOR, level=3, reason="  ")
    assert levels(desk) == [("2025H1", 2)]
    ratings.rate(desk, "2025H2", *pair, COORDINATOR, level=3, reason="Fast mødedag")
    assert levels(desk) == [("2025H2", 3), ("2025H1", 2)]
    (row,) = ratings.list_ratings(desk, "2025H2")
    assert (row.before, row.moved, row.lacks_reason) == (2, True, False)


@pytest.mark.parametrize("rater", ["A", "B"])
def test_control_a_level_that_stays_or_is_another_raters_needs_none(
    desk: Desk, pair: tuple[str, str], rater: str
) -> None:
    ratings.rate(desk, "2025H1", *pair, COORDINATOR, level=2)
    ratings.rate(desk, "2025H2", *pair, COORDINATOR, level=2)
    ratings.rate(desk, "2025H2", *pair, rater, level=5)
    assert len(levels(desk)) == 3


def test_the_level_before_is_the_latest_earlier_one_and_the_baseline_is_first_of_all(
    desk: Desk, pair: tuple[str, str]
) -> None:
    ratings.rate(desk, BASELINE, *pair, COORDINATOR, level=0)
    ratings.rate(desk, "2026H1", *pair, COORDINATOR, level=4, reason="Aftale")
    with pytest.raises(ReasonMissing, match="fra 0 til 1"):
        ratings.rate(desk, "2025H2", *pair, COORDINATOR, level=1)
    ratings.rate(desk, "2025H2", *pair, COORDINATOR, level=0)
    assert levels(desk) == [("2026H1", 4), ("2025H2", 0), (BASELINE, 0)]
    assert ratings.period_label(BASELINE) == "Før indsatsen"


def test_a_saved_rating_cannot_be_moved_or_lose_its_reason_in_silence(desk: Desk, pair: tuple[str, str]) -> None:
    ratings.rate(desk, "2025H1", *pair, COORDINATOR, level=2)
    id = ratings.rate(desk, "2025H2", *pair, COORDINATOR, level=2)
    with pytest.raises(ReasonMissing):
        ratings.save_rating(desk, id, level=4)
    assert ratings.save_rating(desk, id, level=4, reason="Aftale")
    with pytest.raises(ReasonMissing):
        ratings.save_rating(desk, id, reason="")
    assert ratings.save_rating(desk, id, wanted=5, basis="møde")
    saved = ratings.get(desk, id)
    assert saved is not None
    assert (saved.level, saved.reason, saved.wanted, saved.basis) == (4, "Aftale", 5, "møde")


def test_a_rating_that_comes_to_be_moved_by_an_earlier_one_is_shown_to_lack_its_reason(
    desk: Desk, pair: tuple[str, str]
) -> None:
    ratings.rate(desk, "2025H2", *pair, COORDINATOR, level=2)
    assert [row.lacks_reason for row in ratings.list_ratings(desk)] == [False]
    ratings.rate(desk, "2025H1", *pair, COORDINATOR, level=1)
    assert [row.lacks_reason for row in ratings.list_ratings(desk)] == [True, False]


def test_no_level_goes_on_by_itself_until_somebody_confirms_it(desk: Desk, pair: tuple[str, str]) -> None:
    ratings.rate(desk, "2025H1", *pair, COORDINATOR, level=2, wanted=4, basis="interview", reason="Første indtryk")
    assert ratings.list_ratings(desk, "2025H2") == []
    assert ratings.unconfirmed(desk, "2025H1") == []
    (waiting,) = ratings.unconfirmed(desk, "2025H2")
    id = ratings.confirm_unchanged(desk, "2025H2", waiting.id)
    assert ratings.unconfirmed(desk, "2025H2") == []
    confirmed = ratings.get(desk, id)
    assert confirmed is not None
    assert (confirmed.level, confirmed.wanted, confirmed.basis) == (2, 4, "interview")
    assert (confirmed.unchanged, confirmed.reason) == (True, "")
    desk.undo()
    assert [row.id for row in ratings.unconfirmed(desk, "2025H2")] == [waiting.id]


def test_only_the_latest_earlier_rating_waits_and_each_rater_for_themselves(desk: Desk, pair: tuple[str, str]) -> None:
    ratings.rate(desk, "2024H2", *pair, COORDINATOR, level=1)
    ratings.rate(desk, "2025H1", *pair, COORDINATOR, level=2, reason="Ny aftale")
    ratings.rate(desk, "2025H1", *pair, "A", level=3)
    ratings.rate(desk, "2025H2", *pair, "A", level=3)
    assert [(row.period, row.level) for row in ratings.unconfirmed(desk, "2025H2")] == [("2025H1", 2)]


def test_confirming_never_overwrites_what_was_rated_meanwhile(desk: Desk, pair: tuple[str, str]) -> None:
    before = ratings.rate(desk, "2025H1", *pair, COORDINATOR, level=2)
    ratings.rate(desk, "2025H2", *pair, COORDINATOR, level=5, reason="Fælles projekt")
    ratings.confirm_unchanged(desk, "2025H2", before)
    assert levels(desk, "2025H2") == [("2025H2", 5)]


def test_what_was_looked_at_is_kept_with_the_confirmation(desk: Desk, pair: tuple[str, str]) -> None:
    before = ratings.rate(desk, "2025H1", *pair, COORDINATOR, level=2)
    id = ratings.confirm_unchanged(desk, "2025H2", before, sessions=["s"], bridges=["b"])
    kept = ratings.get(desk, id)
    assert kept is not None
    assert (kept.unchanged, kept.sessions, kept.bridges) == (True, ["s"], ["b"])


def test_a_changed_level_is_no_longer_called_unchanged(desk: Desk, pair: tuple[str, str]) -> None:
    id = ratings.confirm_unchanged(desk, "2025H2", ratings.rate(desk, "2025H1", *pair, COORDINATOR, level=2))
    ratings.save_rating(desk, id, level=3, reason="Ny leder")
    changed = ratings.get(desk, id)
    assert changed is not None
    assert not changed.unchanged


def test_the_effort_itself_can_be_one_side(desk: Desk, pair: tuple[str, str]) -> None:
    ratings.rate(desk, "2025H1", None, pair[0], COORDINATOR, level=3)
    assert [row.pair for row in ratings.list_ratings(desk)] == ["Mimers Skole – Indsatsen"]


def test_what_is_no_rating_is_refused(desk: Desk, pair: tuple[str, str]) -> None:
    with pytest.raises(SameActor):
        ratings.rate(desk, "2025H1", pair[0], pair[0], COORDINATOR, level=1)
    with pytest.raises(SameActor):
        ratings.rate(desk, "2025H1", None, None, COORDINATOR, level=1)
    with pytest.raises(LevelOutside):
        ratings.rate(desk, "2025H1", *pair, COORDINATOR, level=6)
    with pytest.raises(DateProblem):
        ratings.rate(desk, "2025H3", *pair, COORDINATOR, level=1)
    assert ratings.list_ratings(desk) == []


def test_a_level_and_a_rater_that_the_program_does_not_know_are_shown(desk: Desk, pair: tuple[str, str]) -> None:
    with desk.store.change("") as change:
        change.create(
            CooperationRating(period="2025H1", actor_a_id=pair[0], actor_b_id=pair[1], level=7, rater="borger")
        )
    (row,) = ratings.list_ratings(desk)
    assert (ratings.level_label(row.level), row.rater_label) == ("7", "borger")
    assert ratings.level_label(3) == "3 · Koordination"


def test_a_deleted_rating_comes_back_when_it_is_given_anew(desk: Desk, pair: tuple[str, str]) -> None:
    id = ratings.rate(desk, "2025H1", *pair, COORDINATOR, level=2)
    ratings.delete_rating(desk, id)
    assert ratings.list_ratings(desk) == []
    assert ratings.rate(desk, "2025H1", *pair, COORDINATOR, level=4) == id
    assert levels(desk) == [("2025H1", 4)]


def test_the_half_years_to_choose_from_hold_today_and_the_baseline(desk: Desk, pair: tuple[str, str]) -> None:
    ratings.rate(desk, "2024H2", *pair, COORDINATOR, level=2)
    assert ratings.periods(desk, TODAY) == ["2025H2", "2024H2", BASELINE]


def test_two_laptops_that_rate_the_same_pair_make_one_rating_with_two_opinions(tmp_path: Path) -> None:
    with make.desk(tmp_path / "en") as one, make.desk(tmp_path / "to", author="CD") as other:
        pair = actors.new_actor(one, "Skolen"), actors.new_actor(one, "Klubben")
        other.store.receive(one.store.journal())
        ratings.rate(one, "2025H1", *pair, COORDINATOR, level=2)
        ratings.rate(other, "2025H1", pair[1], pair[0], COORDINATOR, level=3)
        for desk, colleague in ((one, other), (other, one)):
            desk.store.receive(colleague.store.journal())
        assert levels(one) == levels(other)
        assert len(levels(one)) == 1
