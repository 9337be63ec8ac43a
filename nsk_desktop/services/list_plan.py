"""What the import of a list would do, worked out against the store before anything is written.

Meetings, attendances and counts have ids that follow from what they are, so that the same list again adds nothing, also
under another file name or on another laptop. Nothing is derived from a person's name: people are recognised by it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nsk_desktop.domain.codes import AgeBand, Mode, Presence, SessionState
from nsk_desktop.domain.identity import (
    attendance_id,
    expected_session_id,
    headcount_id,
    natural_id,
    new_id,
    new_pseudonym,
)
from nsk_desktop.domain.records import Attendance, Headcount, Participant, Series, Session
from nsk_desktop.exchange.list_lines import CellProblem, Count, Defaults, ListRow, Mark, Meeting, ReadList
from nsk_desktop.i18n import _
from nsk_desktop.services.list_people import Key, Known, Meant, who_is_meant
from nsk_desktop.services.wanted import Values, Wanted
from nsk_desktop.store.journal import DELETED
from nsk_desktop.store.queries import names
from nsk_desktop.store.queries.days import sessions_on
from nsk_desktop.store.reader import Reader

MeetingKey = tuple[date, str]


class RowState(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "known"
    PROBLEM = "problem"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of the list and what becomes of it."""

    row: ListRow
    state: RowState
    new: int = 0
    """How many marks and counts it adds."""
    otherwise: int = 0
    """How many of its marks and counts stand in the store with other content; that stays."""
    binned: int = 0
    """How many hang on what lies in the bin."""

    @property
    def number(self) -> int:
        return self.row.number


@dataclass(slots=True)
class Plan:
    """What an import would write. Nothing is written by making one."""

    rows: tuple[PlannedRow, ...] = ()
    problems: list[CellProblem] = field(default_factory=list)
    people: dict[Key, Meant] = field(default_factory=dict)
    new: list[Wanted] = field(default_factory=list)
    back: list[Wanted] = field(default_factory=list)
    """What is taken out of the bin."""
    grown: set[str] = field(default_factory=set)
    """Meetings that were known and get more people."""
    drafts: int = 0
    """Meetings that still lack something after the import."""
    same: int = 0
    otherwise: int = 0
    binned: int = 0
    """Marks and counts that lie in the bin, or whose meeting or participant does; they stay there."""

    def count(self, kind: type) -> int:
        """How many records of *kind* are added or taken out of the bin."""
        return sum(wanted.kind is kind for wanted in (*self.new, *self.back))

    @property
    def bad_rows(self) -> int:
        """How many rows cannot be read."""
        return sum(row.state is RowState.PROBLEM for row in self.rows)

    @property
    def good_rows(self) -> int:
        """How many rows say something that can be taken."""
        return sum(row.state in (RowState.NEW, RowState.KNOWN) for row in self.rows)

    @property
    def unclear(self) -> list[Meant]:
        """Those of whom somebody has to say who they are, and those who look like somebody."""
        each = {meant.person.key: meant for meant in self.people.values()}
        return [meant for meant in each.values() if meant.unclear or meant.likely or meant.choice]


def make_plan(
    read_list: ReadList,
    read: Reader,
    people: dict[Key, Meant],
    known: Known,
    defaults: Defaults,
    today: date,
    revive: bool,
) -> Plan:
    """Compare a list with the store."""
    planner = _Planner(read, people, known, defaults, today, revive)
    return planner.plan(read_list)


def people_of(read_list: ReadList) -> list[ListRow]:
    """The rows about somebody of whom they say something."""
    return [row for row in read_list.rows if row.person is not None and row.marks and not row.problems]


class _Planner:
    """Walks the rows once and says which record each speaks of."""

    def __init__(
        self, read: Reader, people: dict[Key, Meant], known: Known, defaults: Defaults, today: date, revive: bool
    ) -> None:
        self._read, self._people, self._known = read, people, known
        self._defaults, self._today, self._revive = defaults, today, revive
        self._series = {
            names.key(title): id
            for id, title in read.connection.exec_driver_sql(
                "SELECT id, title FROM series WHERE NOT deleted ORDER BY created DESC, id DESC"
            )
        }
        self._sessions: dict[MeetingKey, str] = {}
        self._existing: set[str] = set()
        # One id for each person, though a list may name them with and without a birth year.
        fresh = {meant.person.key: new_id() for meant in people.values() if meant.id is None}
        self._made_people = {key: fresh[meant.person.key] for key, meant in people.items() if meant.id is None}
        self._facts: dict[MeetingKey, tuple[list[str], str]] = {}
        self._plan = Plan(people=people)

    def plan(self, read_list: ReadList) -> Plan:
        plan = self._plan
        plan.problems = list(read_list.heading)
        usable = [row for row in read_list.rows if not self._problems(row)]
        self._find_sessions(usable)
        marks = self._stored(Attendance, [id for row in usable for mark in row.marks for id in self._mark_ids(mark)])
        counts = self._stored(Headcount, [self._count_id(count) for row in usable for count in row.counts])
        wanted_people: dict[str, Wanted] = {}
        planned: dict[str, Values] = {}
        rows = []
        for row in read_list.rows:
            problems = self._problems(row)
            plan.problems += problems
            if problems:
                rows.append(PlannedRow(row, RowState.PROBLEM))
                continue
            new = same = otherwise = binned = 0
            for one, known in [
                *((self._mark(mark), self._known_mark(mark, marks)) for mark in self._taken_marks(row)),
                *((self._count(count), counts.get(self._count_id(count))) for count in row.counts),
            ]:
                hangs_binned = not self._revive and self._hangs_on_binned(one)
                if one.id in planned:
                    # Said twice in the list: the first row stands.
                    same, otherwise = same + (planned[one.id] == one.given), otherwise + (planned[one.id] != one.given)
                elif hangs_binned or (known is not None and known[DELETED] and not self._revive):
                    binned += 1
                elif known is None or known[DELETED]:
                    new += 1
                    planned[one.id] = one.given
                    (plan.new if known is None else plan.back).append(one)
                    self._note_people(wanted_people, row, one)
                elif all(known[name] == value for name, value in one.given.items()):
                    same += 1
                else:
                    otherwise += 1
            plan.same, plan.otherwise, plan.binned = plan.same + same, plan.otherwise + otherwise, plan.binned + binned
            said = row.marks or row.counts
            state = RowState.NEW if new else RowState.KNOWN if said and not self._skipped(row) else RowState.PASSED
            rows.append(PlannedRow(row, state, new, otherwise, binned))
        plan.rows = tuple(rows)
        self._add_meetings_and_people(wanted_people)
        return plan

    # rows

    def _problems(self, row: ListRow) -> list[CellProblem]:
        if row.problems or row.person is None or not row.marks:
            return row.problems
        meant = self._people[row.person.key]
        if not meant.unclear:
            return []
        reason = _("Several participants are called so. Say below who it is.")
        return [CellProblem(row.number, row.marks[0].column, row.person.name, reason)]

    def _skipped(self, row: ListRow) -> bool:
        return row.person is not None and bool(row.marks) and self._people[row.person.key].skipped

    def _taken_marks(self, row: ListRow) -> list[Mark]:
        return [] if self._skipped(row) else row.marks

    # meetings

    def _find_sessions(self, rows: Iterable[ListRow]) -> None:
        meetings: dict[MeetingKey, Meeting] = {}
        for row in rows:
            said = [mark.meeting for mark in self._taken_marks(row)] + [count.meeting for count in row.counts]
            for meeting in said:
                meetings.setdefault(meeting.key, meeting)
            for key, (themes, place) in row.facts.items():
                before = self._facts.setdefault(key, ([], ""))
                self._facts[key] = (list(dict.fromkeys([*before[0], *themes])), before[1] or place)
        held = sessions_on(self._read, {day for day, _title in meetings})
        by_key: dict[MeetingKey, str] = {}
        for one in reversed(held):
            # A meeting's own title says more than its series', and the first that was made stands.
            by_key[one.day, names.key(one.series)] = one.id
        by_key |= {(one.day, names.key(one.title)): one.id for one in reversed(held)}
        for key, meeting in meetings.items():
            self._sessions[key] = by_key.get(key) or self._new_session_id(meeting)
        self._existing = set(by_key.values()) & set(self._sessions.values())
        self._meetings = {self._sessions[key]: meeting for key, meeting in meetings.items()}
        made = [id for id in self._meetings if id not in self._existing]
        self._binned = {id for id, values in self._read.stored(Session, made).items() if values[DELETED]}

    def _new_session_id(self, meeting: Meeting) -> str:
        day, title = meeting.key
        series = self._series.get(title)
        return expected_session_id(series, day) if series else natural_id("list_session", day.isoformat(), title)

    def _session(self, id: str, *, named: bool, counted: bool) -> Wanted:
        meeting, defaults = self._meetings[id], self._defaults
        themes, place = self._facts.get(meeting.key, ([], ""))
        series_id = self._series.get(meeting.key[1])
        series = self._read.get(Series, series_id)
        values: Values = {
            "title": meeting.title,
            "day": meeting.day.isoformat(),
            "type": defaults.type,
            "themes": themes or [str(theme) for theme in defaults.themes],
            "target_groups": [str(defaults.target_group)] if defaults.target_group else [],
            "place": place or defaults.place,
        }
        if series is not None:
            values |= {"series_id": series.id, "expected_on": meeting.day.isoformat()}
            for name in ("type", "themes", "target_groups", "place", "initiative_id", "hosts", "from_time", "to_time"):
                values[name] = values.get(name) or getattr(series, name)
        came = named or counted
        modes = {(True, True): Mode.MIXED, (True, False): Mode.NAMED, (False, True): Mode.ANONYMOUS}
        mode = modes.get((named, counted))
        ahead = meeting.day > self._today
        whole = bool(values["type"] and values["themes"] and came and not ahead)
        self._plan.drafts += not whole
        values |= {
            "mode": mode.value if mode else None,
            "state": (SessionState.PLANNED if ahead else SessionState.HELD).value,
            "completed": whole,
        }
        return Wanted(Session, id, {}, values, "", 0)

    # marks and counts

    def _person_id(self, key: Key) -> str:
        return self._people[key].id or self._made_people[key]

    def _mark_ids(self, mark: Mark) -> list[str]:
        """The ids the mark may have: under every entry of somebody who was joined."""
        if self._people[mark.person.key].skipped:
            return []
        session = self._sessions[mark.meeting.key]
        return [attendance_id(session, one) for one in self._known.everybody(self._person_id(mark.person.key))]

    def _known_mark(self, mark: Mark, stored: dict[str, Values]) -> Values | None:
        found = [stored[id] for id in self._mark_ids(mark) if id in stored]
        return min(found, key=lambda values: bool(values[DELETED])) if found else None

    def _mark(self, mark: Mark) -> Wanted:
        session, person = self._sessions[mark.meeting.key], self._person_id(mark.person.key)
        given: Values = {"status": str(mark.status)}
        besides: Values = {"session_id": session, "participant_id": person, "first_time": mark.first_time}
        return Wanted(Attendance, attendance_id(session, person), given, besides, "", 0)

    def _count_id(self, count: Count) -> str:
        session = self._sessions[count.meeting.key]
        return headcount_id(session, AgeBand.UNKNOWN, count.gender, self._defaults.target_group or "M1")

    def _count(self, count: Count) -> Wanted:
        given: Values = {"low": count.number, "high": count.number}
        besides: Values = {
            "session_id": self._sessions[count.meeting.key],
            "age_band": AgeBand.UNKNOWN.value,
            "gender": str(count.gender),
            "target_group": self._defaults.target_group or "M1",
        }
        return Wanted(Headcount, self._count_id(count), given, besides, "", 0)

    def _stored(self, kind: type[Attendance | Headcount], ids: list[str]) -> dict[str, Values]:
        return self._read.stored(kind, list(dict.fromkeys(ids)))

    def _hangs_on_binned(self, one: Wanted) -> bool:
        return one.besides["session_id"] in self._binned or one.besides.get("participant_id") in self._binned_people

    @property
    def _binned_people(self) -> set[str]:
        return {meant.id for meant in self._people.values() if meant.deleted and meant.id}

    # what stands before them

    def _note_people(self, wanted: dict[str, Wanted], row: ListRow, one: Wanted) -> None:
        id = one.besides.get("participant_id")
        if row.person is None or not isinstance(id, str) or id in wanted:
            return
        meant = self._people[row.person.key]
        if meant.id is None or meant.deleted:
            person = meant.person
            besides: Values = {
                "alias": person.alias,
                "surname": person.surname,
                "birth_year": person.birth_year,
                "age_band": None if person.age_band == AgeBand.UNKNOWN else str(person.age_band),
                "gender": str(person.gender),
                "target_group": self._defaults.target_group or None,
                "pseudonym": new_pseudonym(),
            }
            wanted[id] = Wanted(Participant, id, {}, besides, "", 0)

    def _add_meetings_and_people(self, people: dict[str, Wanted]) -> None:
        plan = self._plan
        rows = [*plan.new, *plan.back]
        came = {one.besides["session_id"] for one in rows if one.given.get("status") == Presence.PRESENT}
        counted = {one.besides["session_id"] for one in rows if one.kind is Headcount}
        touched = list(dict.fromkeys(str(one.besides["session_id"]) for one in rows))
        plan.grown = {id for id in touched if id in self._existing}
        made = [
            self._session(id, named=id in came, counted=id in counted) for id in touched if id not in self._existing
        ]
        before: Callable[[Wanted], bool] = lambda one: one.id in self._binned or one.id in self._binned_people  # noqa: E731
        first = [*made, *people.values()]
        plan.new = [*(one for one in first if not before(one)), *plan.new]
        plan.back = [*(one for one in first if before(one)), *plan.back]


__all__ = ["Plan", "PlannedRow", "RowState", "make_plan", "people_of", "who_is_meant"]
