"""Cooperation between local actors in figures: of the open store, or of a central workbook alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nsk_desktop.domain.codes import SECTORS
from nsk_desktop.domain.cooperation import BASELINE, period_order
from nsk_desktop.domain.dates import half_year
from nsk_desktop.domain.folding import sort_key
from nsk_desktop.domain.network import NetworkActor, NetworkRows
from nsk_desktop.measures.cooperation import cooperation as measure
from nsk_desktop.measures.cooperation_figures import Cooperation
from nsk_desktop.measures.rated_pairs import is_period
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries.network import network_rows


def rows(desk: Desk) -> NetworkRows:
    """What figures of cooperation are computed from."""
    with desk.store.read() as read:
        return network_rows(read)


def cooperation(desk: Desk, period: str) -> Cooperation:
    """The figures of a half-year (``2025H1``) or of the baseline."""
    return measure(rows(desk), period)


def cooperation_of_workbook(path: Path, period: str) -> Cooperation:
    """The figures counted from a central workbook alone."""
    from nsk_desktop.exchange import central_network
    from nsk_desktop.services.central import tables_of_workbook

    return measure(central_network.network_rows(tables_of_workbook(path)), period)


def cooperation_of_database(address: str, period: str) -> Cooperation:
    """The figures counted from a central database alone."""
    from nsk_desktop.exchange import central_network
    from nsk_desktop.services.central_database import tables_of_database

    return measure(central_network.network_rows(tables_of_database(address, central_network.SHEETS)), period)


@dataclass(frozen=True, slots=True)
class ThroughTime:
    """The figures of every half-year that something is known of, and how it was before the effort."""

    periods: tuple[str, ...]
    """The earliest first."""
    found: Mapping[str, Cooperation]
    actors: tuple[NetworkActor, ...]
    """Everybody who is active at some time, by sector and name: the same order through all half-years."""


def through_time(desk: Desk, today: date) -> ThroughTime:
    """Every half-year at once, so that a picture can be moved through them."""
    counted = rows(desk)
    known = periods(counted, today)[::-1]
    found = {period: measure(counted, period) for period in known if is_period(period)}
    places = {code: place for place, code in enumerate(SECTORS.codes)}
    actors = sorted(
        counted.actors,
        key=lambda one: (places.get(one.sector or "", len(places)), one.sector or "", sort_key(one.name), one.id),
    )
    return ThroughTime(tuple(found), found, tuple(actors))


def periods(found: NetworkRows, today: date) -> list[str]:
    """The half-years that something is known of, newest first, and the present one; last what was before the effort."""
    days = [session.day for session in found.sessions]
    days += [day for bridge in found.bridges for day in (bridge.day, bridge.first_meeting, bridge.cooperating) if day]
    known = {rating.period for rating in found.ratings} | {half_year(day) for day in days if day <= today}
    return sorted(known | {half_year(today), BASELINE}, key=period_order, reverse=True)
