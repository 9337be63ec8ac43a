"""Reach said to others: the JSON that outside tools read, and the sentence that people read."""

from collections.abc import Mapping

from nsk_desktop.domain import numbers
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.figures import Attendances, Beside, Figures, Persons, Reach, Uncertain

FORMAT = 1
Json = Mapping[str, object]


def as_json(reach: Reach) -> dict[str, object]:
    """*reach* as ``nsk reach --json`` prints it."""
    return {
        "format": FORMAT,
        "from": reach.first.isoformat(),
        "to": reach.last.isoformat(),
        **_figures(reach.figures),
        "uncertain": [_uncertain(row) for row in reach.uncertain],
        "groups": [{"key": group.key, "label": group.label, **_figures(group.figures)} for group in reach.groups],
    }


def headline(figures: Figures) -> str:
    """``281-666 borgere nået (268 registreret enkeltvis) · 1.204 fremmøder · registreringsgrad 67 %``."""
    parts = [_persons_sentence(figures.persons), attendances_sentence(figures.attendances)]
    coverage = coverage_sentence(figures.attendances)
    return " · ".join([*parts, coverage] if coverage else parts)


def attendances_sentence(attendances: Attendances) -> str:
    """``1.204 fremmøder``."""
    total = numbers.span(attendances.total_low, attendances.total_high)
    text = ngettext("{number} attendance", "{number} attendances", attendances.total_high)
    return text.format(number=total)


def coverage_sentence(attendances: Attendances) -> str:
    """``registreringsgrad 67 %``, or nothing when nobody was there."""
    low, high = attendances.coverage_low, attendances.coverage_high
    if low is None or high is None:
        return ""
    return _("{percent} registered").format(percent=numbers.percent(low, high))


def _persons_sentence(persons: Persons) -> str:
    text = ngettext("{number} citizen reached", "{number} citizens reached", persons.upper)
    reached = text.format(number=numbers.span(persons.lower, persons.upper))
    if persons.exact and persons.registered == persons.upper:
        return reached
    registered = _("{number} registered individually").format(number=numbers.whole(persons.registered))
    return f"{reached} ({registered})"


def _figures(figures: Figures) -> dict[str, object]:
    persons, attendances = figures.persons, figures.attendances
    return {
        "persons": {"registered": persons.registered, "lower": persons.lower, "upper": persons.upper},
        "attendances": {
            "registered": attendances.registered,
            "anonymous": _number(attendances.anonymous_low, attendances.anonymous_high),
            "total": _number(attendances.total_low, attendances.total_high),
        },
        "sessions": {"held": figures.sessions.held, "not_counted": figures.sessions.not_counted},
        "beside": {"M2": _beside(figures.beside_m2), "unknown": _beside(figures.beside_unknown)},
    }


def _beside(beside: Beside) -> Json:
    return {
        "registered": beside.registered,
        "attendances": _number(beside.attendances_low, beside.attendances_high),
    }


def _uncertain(row: Uncertain) -> Json:
    return {
        "session": row.session,
        "date": row.day.isoformat(),
        "title": row.title,
        "anonymous": _number(row.anonymous_low, row.anonymous_high),
    }


def _number(low: int, high: int) -> int | dict[str, int]:
    """A whole number, or its span when a headcount was estimated."""
    return low if low == high else {"min": low, "max": high}
