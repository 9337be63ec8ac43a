"""Reach as rows of tables for outside tools: the figure and its groups, the meetings behind it, and the shares.

Different people are never added up: a line says what it says of itself alone.
"""

from collections.abc import Iterator
from typing import Any

from nsk_desktop.measures.explained import Explained
from nsk_desktop.measures.figures import Figures, Reach
from nsk_desktop.measures.residents import Shares, shares_json

FIGURES = (
    *("key", "label", "registered", "lower", "upper", "attendances_registered", "attendances_min", "attendances_max"),
    *("sessions_held", "sessions_not_counted", "m2_registered", "m2_attendances_min", "m2_attendances_max"),
)
BEHIND = ("session", "date", "title", "counted", "registered", "anonymous_min", "anonymous_max", "perhaps")
SHARES = ("year", "age", "gender", "residents", "reached_min", "reached_max", "share_min", "share_max", "reached_less")
ALL = "all"
"""The key of the line that is no group."""


def figure_rows(found: Reach) -> Iterator[dict[str, Any]]:
    """The whole, then each group."""
    yield {"key": ALL, "label": ALL, **_figures(found.figures)}
    for group in found.groups:
        yield {"key": group.key, "label": group.label, **_figures(group.figures)}


def _figures(figures: Figures) -> dict[str, int]:
    persons, attendances, professionals = figures.persons, figures.attendances, figures.beside_m2
    return {
        "registered": persons.registered,
        "lower": persons.lower,
        "upper": persons.upper,
        "attendances_registered": attendances.registered,
        "attendances_min": attendances.total_low,
        "attendances_max": attendances.total_high,
        "sessions_held": figures.sessions.held,
        "sessions_not_counted": figures.sessions.not_counted,
        "m2_registered": professionals.registered,
        "m2_attendances_min": professionals.attendances_low,
        "m2_attendances_max": professionals.attendances_high,
    }


def behind_rows(explained: Explained) -> Iterator[dict[str, Any]]:
    """Every meeting behind a figure."""
    for one in explained.behind:
        yield {
            "session": one.id,
            "date": one.day.isoformat(),
            "title": one.title,
            "counted": int(one.counted),
            "registered": one.registered,
            "anonymous_min": one.anonymous_low,
            "anonymous_max": one.anonymous_high,
            "perhaps": one.perhaps,
        }


def share_rows(shares: Shares | None) -> Iterator[dict[str, Any]]:
    """The share of all residents, then of each group; of a few nothing but how many they are."""
    told = shares_json(shares) if shares else {"total": None, "groups": []}
    for one in (told["total"], *told["groups"]):
        if one is not None:
            reached, share = one["reached"] or {}, one["share"] or {}
            yield {
                **{"year": told["year"], "age": one["age"], "gender": one["gender"], "residents": one["residents"]},
                **{"reached_min": reached.get("lower"), "reached_max": reached.get("upper")},
                **{"share_min": share.get("lower"), "share_max": share.get("upper")},
                "reached_less": one["reached_less"],
            }
