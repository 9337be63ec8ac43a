"""How what was registered can contradict itself. It never breaks a figure; a person mends it."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Why(StrEnum):
    """What cannot be true as it stands."""

    JOINED = "joined"
    COUNTED_BACKWARDS = "counted_backwards"
    TOO_MANY_NEW = "too_many_new"
    FEWER_THAN_NOBODY = "fewer_than_nobody"
    ENDS_FIRST = "ends_first"
    OUTSIDE_SERIES = "outside_series"
    OUTSIDE_INITIATIVE = "outside_initiative"
    HELD_LATER = "held_later"
    CANCELLED_BUT_ATTENDED = "cancelled_but_attended"
    NOT_COUNTED_BUT_ATTENDED = "not_counted_but_attended"
    SPAN_BACKWARDS = "span_backwards"
    STEPS_BACKWARDS = "steps_backwards"
    BRIDGE_TO_ITSELF = "bridge_to_itself"
    FOLLOWED_UP_FIRST = "followed_up_first"
    OTHER_YEAR = "other_year"
    OTHER_INITIATIVE = "other_initiative"
    BOOKED_LATER = "booked_later"
    BORN_LATER = "born_later"
    WITHDRAWN_FIRST = "withdrawn_first"
    DONE_FIRST = "done_first"


class OddRecord(NamedTuple):
    """A record that contradicts itself, or another one."""

    why: Why
    kind: str
    """The kind of the record that is to be mended."""
    id: str
    day: date | None
    """None for what belongs to no day, such as an initiative that ends before it begins."""
    title: str
    other: str = ""
    """What it stands against, in the words of that record."""
