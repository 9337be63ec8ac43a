"""Cooperation: how local actors work together in a half-year, rated and enacted, with the effort and without.

What *without the effort* means, exactly: the effort's own staff are one node, `Indsatsen`. Its ties are the ratings of
an actor's cooperation with the effort, and the bridges that a member of the staff is an end of. Taken out are that node
and every tie to it, and nothing else: a tie between two actors stays, also when the staff built it, rated it as
coordinator or were in the room. So the figure says what the actors have with each other, not what they would have had
without the effort. Which actors have nothing but the effort is told beside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from nsk_desktop.domain.codes import BRIDGE_STATUSES, SECTORS
from nsk_desktop.domain.cooperation import BASELINE
from nsk_desktop.domain.dates import half_year_bounds
from nsk_desktop.domain.network import EFFORT, BuiltBridge, JointSession, NetworkActor, NetworkRows
from nsk_desktop.measures.cooperation_figures import Bridges, Cooperation, Oddity, PairRow, Problem, Web, node_name
from nsk_desktop.measures.network import shape, without
from nsk_desktop.measures.rated_pairs import Ends, Finding, Gathered, ends, gather, unreadable, waiting

ROOTED = "forankret hos aktør"
"""The status of an initiative that an actor carries on by itself."""
_NEVER = (date.max, date.min)
"""Before the effort nothing was registered: no day lies in it."""


def cooperation(rows: NetworkRows, period: str) -> Cooperation:
    """The figures of the half-year *period* (``2025H1``), or of the baseline: how it was before the effort.

    The network of a half-year is the active actors, and the effort when it has a rating or an enacted tie. At the
    baseline it is those that somebody has rated, because nothing else is known of who was there.
    """
    first, last = _NEVER if period == BASELINE else half_year_bounds(period)
    before = period == BASELINE
    known = {actor.id: actor for actor in rows.actors}
    active = set(known) if before else {actor.id for actor in rows.actors if is_active(actor, first, last)}
    gathered, odd = gather(rows.ratings, period, active)
    if before:
        active = {side for pair in gathered for side in pair if side != EFFORT}
    sessions = [] if before else [session for session in rows.sessions if first <= session.day <= last]
    met = [
        bridge
        for bridge in rows.bridges
        if _within(bridge.first_meeting, first, last) or _within(bridge.cooperating, first, last)
    ]
    held, odd_hosts = _held_together(sessions, active, known)
    built, odd_bridges = _built(met, active, known)
    pairs = tuple(
        _pair(pair, gathered.get(pair), held[pair], built[pair], known) for pair in sorted({*gathered, *held, *built})
    )
    nodes = sorted(active | {EFFORT for pair in pairs if pair.with_effort})
    took, odd_days = _days(rows.bridges, first, last)
    odd += [*odd_hosts, *odd_bridges, *odd_days, *unreadable(rows.ratings), *_odd_actors(rows.actors, active)]
    there = tuple(actor for actor in rows.actors if actor.id in active)
    begun = [one for one in rows.initiatives if one.start is None or one.start <= last] if not before else []
    return Cooperation(
        period=period,
        actors=there,
        mobilised=tuple(actor for actor in there if _within(actor.first_day, first, last)),
        pairs=pairs,
        rated=_web(nodes, [(pair.one, pair.other) for pair in pairs if pair.rated]),
        enacted=None if before else _web(nodes, [(pair.one, pair.other) for pair in pairs if pair.enacted]),
        sessions_cross_sector=tuple(session for session in sessions if _across(session.hosts, known)),
        bridges=Bridges(_by_status(rows.bridges, first, last), took),
        initiatives=tuple(begun),
        rooted=tuple(one for one in begun if one.status == ROOTED),
        steering=None
        if rows.steering is None
        else tuple(meeting for meeting in rows.steering if first <= meeting.day <= last),
        waiting=tuple(waiting(rows.ratings, period, gathered, active)),
        problems=_told(odd, known),
    )


def is_active(actor: NetworkActor, first: date, last: date) -> bool:
    """Mobilised (or no day given) by the end of the half-year, and not ended before it began."""
    begun = actor.first_day is None or actor.first_day <= last
    return begun and (actor.last_day is None or actor.last_day >= first)


def _within(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last


def _web(nodes: Sequence[str], ties: Sequence[Ends]) -> Web:
    whole, left = shape(nodes, ties), without(EFFORT, nodes, ties)
    return Web(whole, left, tuple(sorted(left.alone - whole.alone)))


# what they did together

_Proofs = defaultdict[Ends, list[str]]
_Known = Mapping[str, NetworkActor]


def _held_together(sessions: Iterable[JointSession], active: set[str], known: _Known) -> tuple[_Proofs, list[Finding]]:
    """The sessions that each pair of active actors hosted together."""
    found: _Proofs = defaultdict(list)
    odd: list[Finding] = []
    for session in sessions:
        hosts = dict.fromkeys(host for host in session.hosts if host in known)
        gone = [host for host in hosts if host not in active]
        odd += [(Oddity.HOST_INACTIVE, "session", session.id, (host,)) for host in gone]
        for one, other in combinations([host for host in hosts if host in active], 2):
            found[ends(one, other)].append(session.id)
    return found, odd


def _built(bridges: Iterable[BuiltBridge], active: set[str], known: _Known) -> tuple[_Proofs, list[Finding]]:
    """The bridges between two nodes that were crossed in the half-year."""
    found: _Proofs = defaultdict(list)
    odd: list[Finding] = []
    there = active | {EFFORT}
    for bridge in bridges:
        sides = [side for side in (bridge.one, bridge.other) if side is not None and (side in known or side == EFFORT)]
        if len(set(sides)) < 2:
            continue
        if there.issuperset(sides):
            found[ends(*sides)].append(bridge.id)
        else:
            odd.append((Oddity.BRIDGE_INACTIVE, "bridge_contact", bridge.id, tuple(sides)))
    return found, odd


def _across(hosts: Iterable[str], known: _Known) -> bool:
    """Whether the hosts come from two sectors at least; an unknown sector is not another one."""
    return len({known[host].sector for host in hosts if host in known and known[host].sector}) > 1


def _pair(pair: Ends, gathered: Gathered | None, sessions: list[str], bridges: list[str], known: _Known) -> PairRow:
    said = gathered or Gathered()
    return PairRow(
        one=pair[0],
        other=pair[1],
        levels={rater: tuple(levels) for rater, levels in said.levels.items() if levels},
        wanted=tuple(said.wanted),
        ratings=tuple(said.ratings),
        reasons=tuple(said.reasons),
        crosses=EFFORT not in pair and _across(pair, known),
        sessions=tuple(sessions),
        bridges=tuple(bridges),
    )


# bridges


def _by_status(bridges: Iterable[BuiltBridge], first: date, last: date) -> dict[str, tuple[str, ...]]:
    """The bridges begun in the half-year, by the step they stand at."""
    found: dict[str, list[str]] = {code: [] for code in BRIDGE_STATUSES.codes}
    for bridge in bridges:
        if _within(bridge.day, first, last):
            found.setdefault(bridge.status, []).append(bridge.id)
    return {status: tuple(ids) for status, ids in found.items()}


def _days(bridges: Iterable[BuiltBridge], first: date, last: date) -> tuple[tuple[int, ...], list[Finding]]:
    """For each first meeting in the half-year the days since the bridge; never fewer than none."""
    took: list[int] = []
    odd: list[Finding] = []
    for bridge in bridges:
        if bridge.day is None or bridge.first_meeting is None or not _within(bridge.first_meeting, first, last):
            continue
        days = (bridge.first_meeting - bridge.day).days
        if days < 0:
            sides = tuple(side for side in (bridge.one, bridge.other) if side is not None)
            odd.append((Oddity.BRIDGE_BACKWARDS, "bridge_contact", bridge.id, sides))
        else:
            took.append(days)
    return tuple(sorted(took)), odd


# what is odd


def _odd_actors(actors: Iterable[NetworkActor], active: set[str]) -> list[Finding]:
    odd: list[Finding] = []
    for actor in actors:
        if actor.first_day and actor.last_day and actor.last_day < actor.first_day:
            odd.append((Oddity.ENDED_FIRST, "actor", actor.id, (actor.id,)))
        if actor.id in active and actor.ended and actor.last_day is None:
            odd.append((Oddity.ENDED_WITHOUT_DAY, "actor", actor.id, (actor.id,)))
        if actor.id in active and not actor.sector:
            odd.append((Oddity.NO_SECTOR, "actor", actor.id, (actor.id,)))
        elif actor.id in active and actor.sector not in SECTORS.labels:
            odd.append((Oddity.UNKNOWN_SECTOR, "actor", actor.id, (actor.id,)))
    return odd


def _told(findings: Iterable[Finding], known: _Known) -> tuple[Problem, ...]:
    def name(node: str) -> str:
        return node_name(node, known[node].name if node in known else node)

    return tuple(
        Problem(oddity, kind, record, " – ".join(name(node) for node in sorted(sides, key=lambda one: one == EFFORT)))
        for oddity, kind, record, sides in findings
    )
