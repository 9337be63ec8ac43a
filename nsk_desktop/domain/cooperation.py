"""How local actors work together: what was there before, the advice they were given, and the ratings of pairs."""

from datetime import date
from typing import NamedTuple

from nsk_desktop.domain.identity import natural_id
from nsk_desktop.domain.mapping import (
    Exchanged,
    Mapped,
    code_field,
    date_field,
    flag_field,
    list_field,
    number_field,
    reference,
    text_field,
)

BASELINE = "baseline"
"""The period of a rating that says how it was before the effort."""
A, B, COORDINATOR = "A", "B", "koordinator"


class ExistingEffort(Exchanged):
    """Something that an actor did in the area already, and that can be built upon."""

    __tablename__ = "existing_effort"

    actor_id: Mapped[str | None] = reference("actor")
    title: Mapped[str] = text_field()
    themes: Mapped[list[str]] = list_field()
    target_groups: Mapped[list[str]] = list_field()
    trust: Mapped[int | None] = number_field()
    """How far the residents trust it, 1-5."""
    isolated: Mapped[bool] = flag_field()
    linked_to: Mapped[list[str]] = list_field()
    """Ids of actors, initiatives and other existing efforts."""


class Advice(Exchanged):
    """A local actor asked for knowledge. Whether it was about a case is kept, and nothing of the case itself."""

    __tablename__ = "advice"

    day: Mapped[date | None] = date_field()
    actor_id: Mapped[str | None] = reference("actor")
    theme: Mapped[str | None] = code_field()
    concrete: Mapped[bool] = flag_field()
    minutes: Mapped[int | None] = number_field()
    directed_to: Mapped[list[str]] = list_field()


class CooperationRating(Exchanged):
    """How well two actors worked together in a half-year, in the eyes of one of them or of a coordinator.

    Its id follows from the half-year, the pair and the rater. No actor on a side is the effort itself.
    """

    __tablename__ = "cooperation_rating"

    period: Mapped[str] = text_field()
    """``2025H1``, or `BASELINE`."""
    actor_a_id: Mapped[str | None] = reference("actor")
    actor_b_id: Mapped[str | None] = reference("actor")
    level: Mapped[int | None] = number_field()
    wanted: Mapped[int | None] = number_field()
    rater: Mapped[str] = code_field(COORDINATOR)
    """A and B are the sides as they stand in this record."""
    basis: Mapped[str | None] = code_field()
    reason: Mapped[str] = text_field(personal=True)
    share_reason: Mapped[bool] = flag_field()
    """The reason was marked for evaluation."""
    unchanged: Mapped[bool] = flag_field()
    """Somebody has said that nothing moved since the rating before."""
    sessions: Mapped[list[str]] = list_field()
    bridges: Mapped[list[str]] = list_field()


class Tie(NamedTuple):
    """A pair of actors in its one order, and who rates it. None is the effort itself."""

    one: str | None
    other: str | None
    rater: str

    def rating_id(self, period: str) -> str:
        """The id of this rater's rating of the pair in *period*, the same on every laptop."""
        return natural_id("cooperation_rating", period, self.one or "", self.other or "", self.rater)


def tie(one: str | None, other: str | None, rater: str) -> Tie:
    """The pair in its one order; when the sides change places, so does the side that rates."""
    if (one or "") <= (other or ""):
        return Tie(one, other, rater)
    return Tie(other, one, {A: B, B: A}.get(rater, rater))


def period_order(period: str) -> tuple[bool, str]:
    """What periods are sorted by: the baseline lies before every half-year."""
    return period != BASELINE, period
