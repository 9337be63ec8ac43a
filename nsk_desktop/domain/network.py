"""The rows that cooperation is counted from, wherever they come from: a laptop's store or a central workbook."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

EFFORT = ""
"""The effort's own staff as one node of the network (`Indsatsen`); every other node is the id of an actor."""


class NetworkActor(NamedTuple):
    id: str
    name: str
    sector: str | None
    first_day: date | None
    """When the actor was mobilised; None when nobody has said, which counts as always."""
    last_day: date | None
    """When the actor ended."""
    ended: bool = False
    """Somebody has said that it ended, with or without a day."""


class GivenRating(NamedTuple):
    """What one rater says of one pair in a half-year."""

    id: str
    period: str
    """``2025H1``, or the baseline."""
    one: str
    other: str
    rater: str
    """A is the side *one*, B the side *other*; anything else is a coordinator."""
    level: int | None
    wanted: int | None = None
    reason: str = ""
    unchanged: bool = False


class JointSession(NamedTuple):
    """A completed session that was held, and the actors that hosted it together."""

    id: str
    day: date
    title: str
    hosts: tuple[str, ...]


class BuiltBridge(NamedTuple):
    """A bridge contact. None as a side is not a node: citizens, an initiative or an existing effort."""

    id: str
    day: date | None
    one: str | None
    other: str | None
    status: str
    first_meeting: date | None = None
    cooperating: date | None = None


class TriedInitiative(NamedTuple):
    id: str
    title: str
    start: date | None
    status: str | None


class SteeringCount(NamedTuple):
    """A held meeting of the steering group: how many sat in the group that day, and how many of them came."""

    session: str
    day: date
    title: str
    seats: int
    present: int


@dataclass(frozen=True, slots=True)
class NetworkRows:
    """Everything that figures of cooperation are computed from. What was deleted is not among the rows."""

    actors: Sequence[NetworkActor]
    ratings: Sequence[GivenRating] = ()
    sessions: Sequence[JointSession] = ()
    bridges: Sequence[BuiltBridge] = ()
    initiatives: Sequence[TriedInitiative] = ()
    steering: Sequence[SteeringCount] | None = field(default=None)
    """None where nothing is known of the steering group, as in a central workbook."""
