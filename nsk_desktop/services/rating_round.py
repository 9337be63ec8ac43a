"""The rating round of a half-year: which pairs are asked about, and what is known of each since the last time.

Asked are only pairs that had something together the last time they were rated (a level above 0), and pairs with a
contact since: a meeting that both hosted, or a bridge between them. All others are left in peace; nothing is said of
them, and so nothing is counted of them.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from nsk_desktop.domain.cooperation import BASELINE, COORDINATOR, Tie, tie
from nsk_desktop.domain.dates import half_year_bounds
from nsk_desktop.domain.folding import sort_key
from nsk_desktop.domain.network import EFFORT, BuiltBridge, NetworkRows
from nsk_desktop.i18n import _
from nsk_desktop.measures.cooperation import is_active
from nsk_desktop.measures.rated_pairs import Ends, ends
from nsk_desktop.services import cooperation, ratings
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.ratings import RatingRow


@dataclass(frozen=True, slots=True)
class Contact:
    """Something that shows what two actors had with each other: a meeting or a bridge."""

    id: str
    day: date
    title: str
    """The meeting's; empty for a bridge."""
    status: str = ""
    """How far a bridge has come; empty for a meeting."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A pair and a rater that the round asks for, beside what is known."""

    id: str
    """The rating before, or the one that will be made when there is none."""
    tie: Tie
    pair: str
    rater_label: str
    before: RatingRow | None
    """The rating before; None when this rater has never rated the pair."""
    contacts: tuple[Contact, ...]
    """The earliest first."""

    @property
    def level(self) -> int | None:
        return self.before.level if self.before else None

    @property
    def sessions(self) -> list[str]:
        """The meetings among the contacts, as a rating keeps them."""
        return [one.id for one in self.contacts if not one.status]

    @property
    def bridges(self) -> list[str]:
        """The bridges among the contacts, as a rating keeps them."""
        return [one.id for one in self.contacts if one.status]


def asked(desk: Desk, period: str) -> list[Asked]:
    """Everybody that the round of *period* still waits for, by pair. Before the effort only those rated are asked."""
    rows = cooperation.rows(desk)
    met = contacts(rows, period)
    known = _active(rows, period)
    names: dict[str | None, str] = {actor.id: actor.name for actor in rows.actors}
    found = []
    heard: set[Ends] = set()
    for row in ratings.list_ratings(desk):
        if row.period == period:
            heard.add(_ends(row.tie))
    for row in ratings.unconfirmed(desk, period):
        pair = _ends(row.tie)
        heard.add(pair)
        if known.issuperset(pair) and (row.level or pair in met):
            found.append(Asked(row.id, row.tie, row.pair, row.rater_label, row, tuple(met.get(pair, ()))))
    for pair, seen in met.items():
        if pair not in heard and known.issuperset(pair):
            new = tie(pair[0] or None, pair[1] or None, COORDINATOR)
            shown = ratings.pair_label(new, names)
            found.append(Asked(new.rating_id(period), new, shown, _("Coordinator"), None, tuple(seen)))
    return sorted(found, key=lambda one: (sort_key(one.pair), one.rater_label))


def contacts(rows: NetworkRows, period: str) -> dict[Ends, list[Contact]]:
    """What each pair had with each other in the half-year: every meeting both hosted, every bridge that moved."""
    found: dict[Ends, list[Contact]] = defaultdict(list)
    if period == BASELINE:
        return found
    first, last = half_year_bounds(period)
    for session in rows.sessions:
        if first <= session.day <= last:
            for one, other in combinations(dict.fromkeys(session.hosts), 2):
                found[ends(one, other)].append(Contact(session.id, session.day, session.title))
    for bridge in rows.bridges:
        day = _moved_on(bridge, first, last)
        if day is not None and bridge.one is not None and bridge.other is not None and bridge.one != bridge.other:
            found[ends(bridge.one, bridge.other)].append(Contact(bridge.id, day, "", bridge.status))
    for seen in found.values():
        seen.sort(key=lambda one: (one.day, one.id))
    return found


def _moved_on(bridge: BuiltBridge, first: date, last: date) -> date | None:
    """The latest day in the half-year on which something happened with a bridge."""
    days = (bridge.day, bridge.first_meeting, bridge.cooperating)
    return max((day for day in days if day is not None and first <= day <= last), default=None)


def _active(rows: NetworkRows, period: str) -> set[str]:
    """Who can be asked about: the actors that are active in the half-year, and the effort."""
    if period == BASELINE:
        return {EFFORT, *(actor.id for actor in rows.actors)}
    bounds = half_year_bounds(period)
    return {EFFORT, *(actor.id for actor in rows.actors if is_active(actor, *bounds))}


def _ends(pair: Tie) -> Ends:
    return ends(pair.one or EFFORT, pair.other or EFFORT)
