"""What an import would do, worked out against the store before anything is written.

Every row has a natural key and from it a deterministic id, so that the same file again adds nothing, also on
another laptop. Persons alone have random ids: they are recognised by their alias, by rule.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from nsk_desktop.domain.codes import SessionState
from nsk_desktop.domain.identity import attendance_id, headcount_id, natural_id, new_id, new_pseudonym
from nsk_desktop.domain.records import (
    Actor,
    Attendance,
    BridgeContact,
    Exchanged,
    FollowUp,
    Headcount,
    Initiative,
    Participant,
    Series,
    Session,
)
from nsk_desktop.domain.text_guard import PERSONAL_NUMBER, TextGuard
from nsk_desktop.exchange.fill_in_lines import (
    ActorLine,
    BridgeLine,
    FillIn,
    PersonLine,
    PostingLine,
    Problem,
    RatingLine,
    SessionLine,
)
from nsk_desktop.exchange.fill_in_sheets import SHEETS
from nsk_desktop.i18n import _
from nsk_desktop.services.import_postings import posting_rows
from nsk_desktop.services.import_ratings import ImportedRatings
from nsk_desktop.services.wanted import Values, Wanted, given_values
from nsk_desktop.store.journal import DELETED
from nsk_desktop.store.queries import names
from nsk_desktop.store.reader import Reader


@dataclass(slots=True)
class Plan:
    """What an import would write. Nothing is written by making one."""

    fill_in: FillIn
    new: list[Wanted] = field(default_factory=list)
    changed: list[tuple[Wanted, Values]] = field(default_factory=list)
    """Known records of which the file says something else, with what differs."""
    same: int = 0
    """Records that are as the file says already."""
    deleted: int = 0
    """Records that were deleted since; they stay deleted."""
    recognised: list[str] = field(default_factory=list)
    """Aliases of participants who were known before."""
    made: list[str] = field(default_factory=list)
    """Names of actors, series and initiatives that no sheet describes and that are made from their names."""
    sessions: dict[str, str] = field(default_factory=dict)
    """The id of each session by its number in the file."""
    unwanted: list[Problem] = field(default_factory=list)
    """Texts that this program never keeps."""
    unexplained: list[Problem] = field(default_factory=list)
    """Ratings whose level moves without a reason."""

    def count(self, kind: type[Exchanged]) -> int:
        """How many new records of *kind* there would be."""
        return sum(wanted.kind is kind for wanted in self.new)

    def changes(self) -> list[Problem]:
        """The rows that say something else than the store, as problems for people."""
        reason = _(
            "This is in the store already, but with other content ({columns}). It is not overwritten, unless you ask "
            "for it to be updated (--update)."
        )
        return [
            Problem(wanted.sheet, wanted.row, "", reason.format(columns=", ".join(_columns(wanted.sheet, differing))))
            for wanted, differing in self.changed
        ]


def _columns(sheet: str, fields: Iterable[str]) -> list[str]:
    """The headings of the columns that fill *fields* of a record."""
    headings = {column.field: column.name for listed in SHEETS if listed.name == sheet for column in listed.columns}
    names_of = {_COLUMN_OF.get(name, name) for name in fields}
    return [heading for field, heading in headings.items() if field in names_of]


# Where a record's field has another name than the column that it is read from.
_COLUMN_OF = {
    "series_id": "series",
    "initiative_id": "initiative",
    "session_id": "session",
    "due": "follow_up_on",
    "high": "low",
}


def make_plan(fill_in: FillIn, read: Reader) -> Plan:
    """Compare *fill_in* with the store."""
    planner = _Planner(fill_in, read)
    plan = Plan(fill_in)
    wanted = list(planner.wanted())
    plan.unexplained = planner.unexplained
    plan.recognised, plan.made, plan.sessions = sorted(planner.recognised), planner.made, planner.sessions
    by_kind: dict[type[Exchanged], list[Wanted]] = {}
    for one in wanted:
        by_kind.setdefault(one.kind, []).append(one)
    gone = planner.gone_actors
    # Sessions and people stand before what hangs on them, so that what was deleted is known by then.
    for kind, group in by_kind.items():
        stored = read.stored(kind, [one.id for one in group])
        gone |= {id for id, values in stored.items() if values[DELETED]}
        for one in group:
            if not gone.isdisjoint(one.hangs_on()):
                plan.deleted += 1
            else:
                _sort_in(plan, one, stored.get(one.id))
    _leave_out_strangers(plan)
    plan.unwanted = _unwanted(fill_in)
    return plan


def _leave_out_strangers(plan: Plan) -> None:
    """Make nobody whose every row in the file is about what was deleted."""
    present = {one.besides["participant_id"] for one in plan.new if one.kind is Attendance}
    plan.new = [one for one in plan.new if one.kind is not Participant or one.id in present]


def _unwanted(fill_in: FillIn) -> list[Problem]:
    """Personal numbers, which have no place anywhere in this program."""
    guard = TextGuard()
    reason = _("There is a personal number in the text. Take it out: this program never keeps one.")
    found = []
    lines: list[SessionLine | PersonLine | ActorLine | BridgeLine | RatingLine | PostingLine] = []
    lines += [*fill_in.sessions, *fill_in.people, *fill_in.actors, *fill_in.bridges, *fill_in.ratings]
    lines += fill_in.postings
    for line in lines:
        for column, text in _TEXTS[type(line)](line):
            if text and PERSONAL_NUMBER in guard.findings(text):
                found.append(Problem(line.sheet, line.row, column, reason))
    return found


_TEXTS: dict[type, Callable[[Any], tuple[tuple[str, str], ...]]] = {
    SessionLine: lambda line: (("Titel", line.title), ("Sted", line.place), ("Resumé", line.summary)),
    PersonLine: lambda line: (("Deltager", line.alias),),
    ActorLine: lambda line: (("Navn", line.name), ("Hvordan", line.mobilised_how)),
    BridgeLine: lambda line: (("Til", line.to), ("Formål", line.purpose), ("Udfald", line.outcome)),
    RatingLine: lambda line: (("Begrundelse", line.reason),),
    PostingLine: lambda line: (("Tekst", line.text), ("Bilag", line.voucher)),
}


def _sort_in(plan: Plan, wanted: Wanted, stored: Values | None) -> None:
    if stored is None:
        plan.new.append(wanted)
    elif stored[DELETED]:
        plan.deleted += 1
    else:
        differing = {name: value for name, value in wanted.given.items() if stored[name] != value}
        if differing:
            plan.changed.append((wanted, differing))
        else:
            plan.same += 1


class _Planner:
    """Walks the file once and says which record each row speaks of."""

    def __init__(self, fill_in: FillIn, read: Reader) -> None:
        self._file = fill_in
        self._actors = names.by_name(read, Actor, "name")
        self._series = names.by_name(read, Series, "title")
        self._initiatives = names.by_name(read, Initiative, "title")
        self._people = names.participants(read)
        self.sessions: dict[str, str] = {}
        self._ratings = ImportedRatings(read)
        self._extra: list[Wanted] = []
        self.recognised: set[str] = set()
        self.made: list[str] = []

    def wanted(self) -> Iterable[Wanted]:
        found = [*self._actor_rows(), *self._session_rows(), *self._person_rows()]
        found += [*self._attendance_rows(), *self._headcount_rows(), *self._bridge_rows()]
        found += self._ratings.wanted(self._file.ratings, self._actor)
        found += posting_rows(self._file.postings, self._initiative, self.sessions)
        return [*self._extra, *found]

    @property
    def unexplained(self) -> list[Problem]:
        """The ratings that say no reason where there must be one."""
        return self._ratings.unexplained

    @property
    def gone_actors(self) -> set[str]:
        """The deleted actors that a rating speaks of."""
        return self._ratings.gone_actors

    def _actor_rows(self) -> Iterable[Wanted]:
        for line in self._file.actors:
            id = self._actors.setdefault(names.key(line.name), natural_id("actor", names.key(line.name)))
            given = given_values(
                sector=line.sector,
                ownership=line.ownership,
                mobilised_on=line.mobilised_on,
                mobilised_how=line.mobilised_how,
            )
            yield Wanted(Actor, id, given, {"name": line.name}, line.sheet, line.row)

    def _session_rows(self) -> Iterable[Wanted]:
        for line in self._file.sessions:
            id = natural_id("session", line.nr, line.day.isoformat(), line.title)
            self.sessions[line.nr] = id
            given = given_values(
                series_id=self._named(Series, self._series, line.series, line),
                initiative_id=self._initiative(line.initiative, line),
                day=line.day,
                title=line.title,
                from_time=line.from_time,
                to_time=line.to_time,
                type=line.type,
                themes=list(line.themes),
                place=line.place,
                state=line.state,
                mode=line.mode if line.mode_given else None,
                hosts=[{"actor": self._actor(host, line), "role": "medarrangør"} for host in line.hosts],
                summary=line.summary,
            )
            # A planned meeting is still to be finished; a held or cancelled one says all there is to say.
            besides = {"mode": line.mode, "completed": line.state != SessionState.PLANNED}
            yield Wanted(Session, id, given, besides, line.sheet, line.row)

    def _person_rows(self) -> Iterable[Wanted]:
        for line in self._file.people:
            if line.alias in self._people:
                self.recognised.add(line.alias)
            id = self._people.setdefault(line.alias, new_id())
            given = _person_given(line)
            yield Wanted(
                Participant, id, given, {"alias": line.alias, "pseudonym": new_pseudonym()}, line.sheet, line.row
            )

    def _attendance_rows(self) -> Iterable[Wanted]:
        for line in self._file.attendances:
            session, person = self.sessions[line.session], self._people[line.alias]
            besides = {"session_id": session, "participant_id": person}
            given = {"status": line.status}
            yield Wanted(Attendance, attendance_id(session, person), given, besides, line.sheet, line.row)

    def _headcount_rows(self) -> Iterable[Wanted]:
        for line in self._file.headcounts:
            session = self.sessions[line.session]
            id = headcount_id(session, line.age_band, line.gender, line.target_group)
            cell: Values = {"session_id": session, "age_band": line.age_band, "gender": line.gender}
            given: Values = {"low": line.low, "high": line.high, **given_values(first_time=line.first_time)}
            besides = cell | {"target_group": line.target_group}
            yield Wanted(Headcount, id, given, besides, line.sheet, line.row)

    def _bridge_rows(self) -> Iterable[Wanted]:
        for line in self._file.bridges:
            id = natural_id(
                "bridge", line.day.isoformat(), line.from_kind, line.from_actor, line.to, line.kind or "", line.purpose
            )
            given = given_values(
                introduced_on=line.introduced_on,
                first_meeting_on=line.first_meeting_on,
                citizens=line.citizens,
                status=line.status,
                outcome=line.outcome,
            )
            yield Wanted(BridgeContact, id, given, self._bridge_ends(line), line.sheet, line.row)
            if line.follow_up_on:
                about: Values = {"about_kind": BridgeContact.record_kind(), "about_id": id, "text": line.purpose}
                due = line.follow_up_on.isoformat()
                follow_up = natural_id("follow-up", id, due)
                yield Wanted(FollowUp, follow_up, {"due": due}, about, line.sheet, line.row)

    def _bridge_ends(self, line: BridgeLine) -> Values:
        ends: Values = {"day": line.day.isoformat(), "kind": line.kind, "purpose": line.purpose}
        ends["from_kind"] = line.from_kind
        if line.from_actor:
            ends["from_actor_id"] = self._actor(line.from_actor, line)
        key = names.key(line.to)
        if key in self._actors:
            ends["to_actor_id"] = self._actors[key]
        elif key in self._initiatives:
            ends["to_initiative_id"] = self._initiatives[key]
        else:
            ends["to_text"] = line.to
        return ends

    def _actor(self, name: str, line: SessionLine | BridgeLine | RatingLine) -> str:
        key = names.key(name)
        if key not in self._actors:
            self._actors[key] = natural_id("actor", key)
            self._make(Actor, self._actors[key], {"name": name}, line)
        return self._actors[key]

    def _initiative(self, title: str, line: SessionLine | PostingLine) -> str | None:
        return self._named(Initiative, self._initiatives, title, line)

    def _named(
        self, kind: type[Exchanged], known: dict[str, str], title: str, line: SessionLine | PostingLine
    ) -> str | None:
        """The series or initiative called *title*; made from its name when there is none."""
        key = names.key(title)
        if not key:
            return None
        if key not in known:
            known[key] = natural_id(kind.record_kind(), key)
            more: Values = {}
            if kind is Series and isinstance(line, SessionLine):
                more = {"type": line.type, "themes": list(line.themes)}
            self._make(kind, known[key], {"title": title, **more}, line)
        return known[key]

    def _make(
        self, kind: type[Exchanged], id: str, besides: Values, line: SessionLine | BridgeLine | RatingLine | PostingLine
    ) -> None:
        self._extra.append(Wanted(kind, id, {}, besides, line.sheet, line.row))
        self.made.append(str(besides.get("name") or besides["title"]))


def _person_given(line: PersonLine) -> Values:
    return given_values(
        birth_year=line.birth_year,
        age_band=line.age_band,
        gender=line.gender,
        target_group=line.target_group,
        subgroup=line.subgroup,
        relation=line.relation,
    )
