"""Ids and pseudonyms.

A random id for what exists once; a deterministic one for what has a natural key, so that two laptops
that make the same thing unaware of each other make one. Nothing is ever derived from a person's name.
"""

import secrets
import uuid
from datetime import date

_NAMESPACE = uuid.UUID("5f0c3f6e-2d57-4b3f-9a2f-0b8f08b1c0de")
_ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"


def new_id() -> str:
    """A random 128-bit id as 32 hex digits."""
    return secrets.token_hex(16)


def natural_id(*key: str) -> str:
    """The id (32 hex digits) of what the natural key names."""
    return uuid.uuid5(_NAMESPACE, "\x1f".join(key)).hex


def attendance_id(session: str, participant: str) -> str:
    return natural_id("attendance", session, participant)


def headcount_id(session: str, age_band: str, gender: str, target_group: str) -> str:
    return natural_id("headcount", session, age_band, gender, target_group)


def pair_id(one: str, other: str) -> str:
    return natural_id("person_pair", *sorted((one, other)))


def expected_session_id(series: str, day: date) -> str:
    """The session that the expected meeting of a series on *day* becomes."""
    return natural_id("expected_session", series, day.isoformat())


def expectation_id(series: str, day: date) -> str:
    return natural_id("expectation", series, day.isoformat())


def plan_change_id(series: str, since: date, field: str) -> str:
    return natural_id("plan_change", series, since.isoformat(), field)


def new_pseudonym() -> str:
    """A random pseudonym of 60 bits, the only identity of a participant outside the team."""
    return "p-" + "".join(secrets.choice(_ALPHABET) for _ in range(12))
