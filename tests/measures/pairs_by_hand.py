"""Cooperation counted by brute force: every pair of nodes is looked at, with nothing of the program but its rows.

Written from the public contract alone (columns and JSON), and without networkx. Slow and plain on purpose.
"""

from datetime import date
from fractions import Fraction
from typing import Any

from nsk_desktop.domain.network import NetworkRows

Number = float | None


def rounded(part: int | Fraction, whole: int | Fraction) -> Number:
    return round(float(Fraction(part) / Fraction(whole)), 3) if whole else None


def days_of(period: str) -> tuple[date, date]:
    year = int(period[:4])
    return (date(year, 1, 1), date(year, 6, 30)) if period.endswith("1") else (date(year, 7, 1), date(year, 12, 31))


def count(rows: NetworkRows, period: str) -> dict[str, Any]:
    """The four blocks of ``nsk cooperation --json`` of a half-year."""
    first, last = days_of(period)

    def inside(day: date | None) -> bool:
        return day is not None and first <= day <= last

    people = {}
    for actor in rows.actors:
        too_late = actor.first_day is not None and actor.first_day > last
        too_early = actor.last_day is not None and actor.last_day < first
        if not too_late and not too_early:
            people[actor.id] = actor
    sector = {actor.id: actor.sector for actor in rows.actors}
    maybe = [*people, ""]

    def said(one: str, other: str, side: str) -> list[int]:
        """What *side* ("one", "other" or "office") says of the pair."""
        found = []
        for rating in rows.ratings:
            if rating.period != period or rating.level is None or not 0 <= rating.level <= 5:
                continue
            same, turned = (rating.one, rating.other) == (one, other), (rating.one, rating.other) == (other, one)
            if not (same or turned):
                continue
            who = {"A": "one" if same else "other", "B": "other" if same else "one"}.get(rating.rater, "office")
            if who == side:
                found.append(rating.level)
        return found

    def together(one: str, other: str) -> bool:
        for session in rows.sessions:
            if inside(session.day) and one in session.hosts and other in session.hosts:
                return True
        for bridge in rows.bridges:
            crossed = inside(bridge.first_meeting) or inside(bridge.cooperating)
            if crossed and (bridge.one, bridge.other) in ((one, other), (other, one)):
                return True
        return False

    every = [(one, other) for place, one in enumerate(maybe) for other in maybe[place + 1 :]]
    levels: dict[tuple[str, str], list[int]] = {}
    both: list[Fraction] = []
    acted = set()
    for one, other in every:
        by_one, by_other = said(one, other, "one"), said(one, other, "other")
        given = [*by_one, *by_other, *said(one, other, "office")]
        if given:
            levels[one, other] = given
        if by_one and by_other:
            both.append(abs(Fraction(sum(by_one), len(by_one)) - Fraction(sum(by_other), len(by_other))))
        if together(one, other):
            acted.add((one, other))
    means = {pair: Fraction(sum(given), len(given)) for pair, given in levels.items()}
    ties = {pair for pair, mean in means.items() if mean >= 3}
    effort = any("" in pair for pair in [*levels, *acted])
    nodes = len(people) + effort
    without = {pair for pair in ties if "" not in pair}
    possible, possible_without = nodes * (nodes - 1) // 2, len(people) * (len(people) - 1) // 2
    across = [pair for pair in without if differ(sector[pair[0]], sector[pair[1]])]
    tied = {side for pair in ties for side in pair}
    took = sorted(
        (bridge.first_meeting - bridge.day).days
        for bridge in rows.bridges
        if bridge.day is not None and bridge.first_meeting is not None and inside(bridge.first_meeting)
        and bridge.first_meeting >= bridge.day
    )  # fmt: skip
    return {
        "actors": {
            "active": len(people),
            "mobilised_in_period": sum(inside(actor.first_day) for actor in people.values()),
            "by_sector": tally([actor.sector or "ukendt" for actor in people.values()]),
        },
        "rated": {
            "pairs": len(levels),
            "ties": len(ties),
            "density": rounded(len(ties), possible),
            "density_without_effort": rounded(len(without), possible_without),
            "mean_level": rounded(sum(means.values(), Fraction(0)), len(means)),
            "cross_sector_share": rounded(len(across), len(without)),
            "isolates": sorted(actor.name for actor in people.values() if actor.id not in tied),
            "agreement": rounded(sum(gap <= 1 for gap in both), len(both)),
        },
        "enacted": {
            "ties": len(acted),
            "density": rounded(len(acted), possible),
            "density_without_effort": rounded(len([pair for pair in acted if "" not in pair]), possible_without),
            "sessions_cross_sector": sum(
                any(differ(sector.get(one), sector.get(other)) for one in session.hosts for other in session.hosts)
                for session in rows.sessions
                if inside(session.day)
            ),
        },
        "bridges": {
            "by_status": tally([bridge.status for bridge in rows.bridges if inside(bridge.day)]),
            "median_days_to_first_meeting": middle(took),
        },
    }


def differ(one: str | None, other: str | None) -> bool:
    return bool(one) and bool(other) and one != other


def tally(values: list[str]) -> dict[str, int]:
    """How often each value is there; what is there never is left out."""
    return {value: values.count(value) for value in sorted(set(values))}


def middle(values: list[int]) -> Number:
    if not values:
        return None
    half = len(values) // 2
    return float(values[half]) if len(values) % 2 else (values[half - 1] + values[half]) / 2
