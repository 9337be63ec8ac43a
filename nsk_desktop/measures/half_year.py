"""What is said of a half-year when somebody signs it: the figures by name, and their names in words."""

from collections.abc import Mapping
from typing import NamedTuple

from nsk_desktop.i18n import N_, _
from nsk_desktop.measures.figures import Reach

LABELS = {
    "persons_lower": N_("Citizens reached, at least"),
    "persons_upper": N_("Citizens reached, at most"),
    "persons_registered": N_("Different citizens (M1) registered one by one"),
    "retained": N_("Citizens who came three times or more"),
    "attendances_registered": N_("Attendances of registered citizens"),
    "anonymous_low": N_("Attendances counted without names, at least"),
    "anonymous_high": N_("Attendances counted without names, at most"),
    "sessions_held": N_("Activities held that count as reach"),
    "sessions_not_counted": N_("Held activities where nobody was counted"),
    "professional_meetings": N_("Network, steering and coordination meetings"),
    "actors_registered": N_("Local actors (M2) registered one by one"),
    "actors_attendances": N_("Attendances of local actors (M2), at most"),
    "bridges": N_("Bridges begun"),
    "first_meetings": N_("First meetings between those put in touch"),
    "cooperating": N_("Bridges where cooperation began"),
}


class BridgeCounts(NamedTuple):
    """What happened to bridges in a half-year."""

    begun: int
    first_meetings: int
    cooperating: int


class Difference(NamedTuple):
    """A figure that is not what it was when it was signed."""

    name: str
    signed: int
    now: int

    @property
    def label(self) -> str:
        return label(self.name)


def half_year_figures(reach: Reach, bridges: BridgeCounts) -> dict[str, int]:
    """The figures of a half-year by name. Whole numbers only, so that they are written in one way."""
    found = reach.figures
    return {
        "persons_lower": found.persons.lower,
        "persons_upper": found.persons.upper,
        "persons_registered": found.persons.registered,
        "retained": reach.depth.retained,
        "attendances_registered": found.attendances.registered,
        "anonymous_low": found.attendances.anonymous_low,
        "anonymous_high": found.attendances.anonymous_high,
        "sessions_held": found.sessions.held,
        "sessions_not_counted": found.sessions.not_counted,
        "professional_meetings": reach.professional_meetings,
        "actors_registered": found.beside_m2.registered,
        "actors_attendances": found.beside_m2.attendances_high,
        "bridges": bridges.begun,
        "first_meetings": bridges.first_meetings,
        "cooperating": bridges.cooperating,
    }


def differences(signed: Mapping[str, int], now: Mapping[str, int]) -> tuple[Difference, ...]:
    """The signed figures that are others now. What was not signed then is not compared."""
    return tuple(
        Difference(name, value, now[name]) for name, value in signed.items() if name in now and now[name] != value
    )


def label(name: str) -> str:
    """A figure's name in words; the name itself for one of a later version."""
    return _(LABELS[name]) if name in LABELS else name
