"""Who is who: registered persons as citizens, and how few of them there can be."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from nsk_desktop.domain.codes import Gender, Mode, SessionState, TargetGroup
from nsk_desktop.domain.counting import CountingRows


@dataclass(frozen=True, slots=True)
class People:
    """Everybody in the store. A citizen is named by the smallest id among the persons joined into one."""

    citizen: Mapping[str, str]
    """Only persons that are joined with another; anyone else is the citizen of the same id."""
    merged: Mapping[str, str]
    """Citizens in open "maybe the same" pairs, with the one they are if all those pairs are the same."""
    reached: frozenset[str]
    """The citizens of target group M1."""
    actors: frozenset[str]
    """Those of target group M2."""
    units: Mapping[str, frozenset[str]]
    """The citizens of each unit; empty when there is only one unit."""
    together: Mapping[str, frozenset[str]]
    """The sessions that were attended under two names of one person, with those names: somebody was mistaken."""

    def fewest_together(self, citizens: AbstractSet[str]) -> int:
        """How few people *citizens*, who were together, can be."""
        if not self.merged or self.merged.keys().isdisjoint(citizens):
            return len(citizens)
        return len({self.merged.get(citizen, citizen) for citizen in citizens})

    def fewest(self, citizens: set[str]) -> int:
        """How few people *citizens* can be when anybody of one unit may be anybody of another."""
        if not self.units:
            return self.fewest_together(citizens)
        return max(self.fewest_together(citizens & unit) for unit in self.units.values())


def know_people(rows: CountingRows) -> People:
    """Who is who among *rows*, over the whole store and not only the period asked for.

    Joined persons who were seen together contradict the join, or one of the joins between them. Nobody knows which
    word is wrong, the join or the attendance, so they are possibly the same and no more.
    """
    said = components(rows.joined)
    together = _together(rows, said)
    doubted = {said[person] for people in together.values() for person in people}
    citizen = {person: one for person, one in said.items() if one not in doubted}
    possible = [(one, person) for person, one in said.items() if one in doubted]
    if rows.possibly:
        possible += _possible_pairs(rows, citizen)
    groups = _target_groups(rows, citizen)
    return People(
        citizen=citizen,
        merged=components(possible),
        reached=_in_group(groups, TargetGroup.CITIZENS),
        actors=_in_group(groups, TargetGroup.LOCAL_ACTORS),
        units=_units(rows, citizen),
        together=together,
    )


def genders(rows: CountingRows, people: People) -> dict[str, str]:
    """The gender of every citizen; joined persons who contradict each other leave it unknown."""
    found = {person: row.gender or Gender.NOT_STATED for person, row in rows.persons.items()}
    told: dict[str, set[str]] = {}
    for person, citizen in people.citizen.items():
        told.setdefault(citizen, set()).add(found.get(person, Gender.NOT_STATED))
    for citizen, answers in told.items():
        known = answers - {Gender.NOT_STATED}
        found[citizen] = known.pop() if len(known) == 1 else Gender.NOT_STATED
    return found


def components(pairs: Iterable[Sequence[str]]) -> dict[str, str]:
    """Every id named in *pairs*, with the smallest id that it is connected to."""
    parent: dict[str, str] = {}
    for one, other in pairs:
        first, second = _root(parent, one), _root(parent, other)
        parent[max(first, second)] = min(first, second)
    return {key: _root(parent, key) for key in parent}


def _root(parent: dict[str, str], key: str) -> str:
    parent.setdefault(key, key)
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key


def _target_groups(rows: CountingRows, citizen: Mapping[str, str]) -> dict[str, str | None]:
    """The target group of every citizen. Who is M1 under one of several joined names is M1."""
    groups = {person: row.target_group for person, row in rows.persons.items()}
    told: dict[str, set[str | None]] = {}
    for person, one in citizen.items():
        told.setdefault(one, set()).add(groups.pop(person, None))
    for one, answers in told.items():
        groups[one] = next((group for group in TargetGroup if group in answers), None)
    return groups


def _in_group(groups: Mapping[str, str | None], wanted: str) -> frozenset[str]:
    return frozenset([key for key, group in groups.items() if group == wanted])


def _units(rows: CountingRows, citizen: Mapping[str, str]) -> dict[str, frozenset[str]]:
    if len({row.unit for row in rows.persons.values()}) < 2:
        return {}
    units: dict[str, set[str]] = {}
    for person, row in rows.persons.items():
        units.setdefault(row.unit, set()).add(citizen.get(person, person))
    return {unit: frozenset(members) for unit, members in units.items()}


def _possible_pairs(rows: CountingRows, citizen: Mapping[str, str]) -> list[tuple[str, str]]:
    """The open pairs of citizens, without those who were seen in the same session."""
    pairs = [(citizen.get(one, one), citizen.get(other, other)) for one, other in rows.possibly]
    seen = _whereabouts(rows, citizen, {one for pair in pairs for one in pair})
    return [(one, other) for one, other in pairs if seen[one].isdisjoint(seen[other])]


def _whereabouts(rows: CountingRows, citizen: Mapping[str, str], wanted: set[str]) -> dict[str, set[str]]:
    """The held sessions where each of *wanted* was, meetings that are never reach included."""
    held = _held(rows)
    names = wanted | {person for person, one in citizen.items() if one in wanted}
    seen: dict[str, set[str]] = {one: set() for one in wanted}
    for session, person, _band in rows.attendances:
        if person in names and session in held:
            seen[citizen.get(person, person)].add(session)
    return seen


def _together(rows: CountingRows, citizen: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The held sessions where several of the persons joined into one *citizen* were."""
    if not citizen:
        return {}
    there: dict[tuple[str, str], set[str]] = {}
    for session, person, _band in rows.attendances:
        if person in citizen:
            there.setdefault((session, citizen[person]), set()).add(person)
    several = {where: names for where, names in there.items() if len(names) > 1}
    held = _held(rows) if several else set()
    found: dict[str, frozenset[str]] = {}
    for (session, _one), names in several.items():
        if session in held:
            found[session] = found.get(session, frozenset()) | names
    return found


def _held(rows: CountingRows) -> set[str]:
    return {
        session.id
        for session in rows.sessions
        if session.state == SessionState.HELD and session.mode != Mode.NOT_COUNTED
    }
