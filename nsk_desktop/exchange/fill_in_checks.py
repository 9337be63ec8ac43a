"""What must hold between the rows of one filled-in workbook: references, repetitions, and one person per alias."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from nsk_desktop.domain.codes import Mode, SessionState
from nsk_desktop.domain.dates import show_day
from nsk_desktop.exchange.fill_in_lines import (
    AttendanceLine,
    HeadcountLine,
    Line,
    PersonLine,
    PostingLine,
    SessionLine,
)
from nsk_desktop.exchange.fill_in_rows import Findings
from nsk_desktop.exchange.fill_in_sheets import ATTENDANCES, SESSIONS, Sheet
from nsk_desktop.i18n import _

LineType = TypeVar("LineType", bound=Line)
RowOfSession = TypeVar("RowOfSession", AttendanceLine, HeadcountLine, PostingLine)

_OF_PERSON = ("birth_year", "gender", "target_group", "subgroup", "relation", "age_band")
_MAY_CHANGE = frozenset({"age_band"})
"""Somebody has a birthday during the year: the first value is kept and the other told."""


def unique(
    lines: Iterable[LineType],
    sheet: Sheet,
    field: str,
    key: Callable[[LineType], Hashable],
    findings: Findings,
    same: Callable[[LineType, LineType], bool] = lambda one, other: one == other,
) -> tuple[LineType, ...]:
    """Each key once: a row that repeats another is left out with a word, one that says something else is refused."""
    column = sheet.column(field).name
    first: dict[Hashable, LineType] = {}
    for line in lines:
        before = first.setdefault(key(line), line)
        if before is line:
            continue
        if same(before, line):
            findings.warn(
                line.sheet, line.row, column, _("The row repeats row {row} and counts once.").format(row=before.row)
            )
        else:
            findings.refuse(
                line.sheet,
                line.row,
                column,
                _("Row {row} is about the same and says something else. Keep one of them.").format(row=before.row),
            )
    return tuple(first.values())


def numbered(lines: Iterable[PostingLine]) -> list[PostingLine]:
    """The postings with their place among equal ones: two cups of coffee on one day are two expenses."""
    seen: Counter[tuple[Hashable, ...]] = Counter()
    found = []
    for line in lines:
        key = (line.day, line.text, line.amount_ore, line.voucher)
        found.append(replace(line, ordinal=seen[key]))
        seen[key] += 1
    return found


def unique_sessions(lines: Iterable[SessionLine], findings: Findings) -> tuple[SessionLine, ...]:
    """Sessions by their number, which the other sheets refer to."""
    return unique(lines, SESSIONS, "nr", lambda line: line.nr, findings)


def with_known_session(
    lines: Iterable[RowOfSession], sheet: Sheet, sessions: dict[str, SessionLine], refused: set[str], findings: Findings
) -> tuple[RowOfSession, ...]:
    """The rows whose session is in the file and good, and those that belong to none."""
    column = sheet.column("session").name
    good = []
    for line in lines:
        if not line.session or line.session in sessions:
            good.append(line)
        elif line.session in refused:
            reason = _("Session {nr} in the sheet {sheet} cannot be read in, so neither can this row.")
            findings.refuse(line.sheet, line.row, column, reason.format(nr=line.session, sheet=SESSIONS.name))
        else:
            reason = _("There is no session with Nr {nr} in the sheet {sheet}.")
            findings.refuse(line.sheet, line.row, column, reason.format(nr=line.session, sheet=SESSIONS.name))
    return tuple(good)


def one_person_per_alias(
    lines: Iterable[AttendanceLine], findings: Findings
) -> tuple[list[AttendanceLine], tuple[PersonLine, ...]]:
    """The rows that agree on who each alias is, and what they say together."""
    people: dict[str, dict[str, tuple[str | int, int]]] = {}
    rows: dict[str, int] = {}
    good = []
    for line in lines:
        known = people.setdefault(line.alias, {})
        rows.setdefault(line.alias, line.row)
        if _agrees(line, known, findings):
            good.append(line)
    _warn_of_look_alikes(rows, findings)
    kept = {line.alias for line in good}
    persons = (
        PersonLine(rows[alias], alias, **{name: value for name, (value, _row) in known.items()})  # type: ignore[arg-type]
        for alias, known in people.items()
        if alias in kept
    )
    return good, tuple(persons)


def _agrees(line: AttendanceLine, known: dict[str, tuple[str | int, int]], findings: Findings) -> bool:
    new: dict[str, tuple[str | int, int]] = {}
    for name in _OF_PERSON:
        value = getattr(line, name)
        if value is None:
            continue
        before, row = known.get(name, (value, line.row))
        if before == value:
            new[name] = (value, row)
            continue
        column = ATTENDANCES.column(name).name
        if name in _MAY_CHANGE:
            reason = _("“{alias}” is {before} in row {row}, and that is kept.")
            findings.warn(line.sheet, line.row, column, reason.format(alias=line.alias, before=before, row=row))
            continue
        reason = _(
            "“{alias}” is {value} here but {before} in row {row}. The same text is the same person: "
            "correct one of the rows, or use another alias."
        )
        findings.refuse(
            line.sheet, line.row, column, reason.format(alias=line.alias, value=value, before=before, row=row)
        )
        return False
    for name, said in new.items():
        known.setdefault(name, said)
    return True


def _warn_of_look_alikes(rows: dict[str, int], findings: Findings) -> None:
    first: dict[str, str] = {}
    for alias, row in rows.items():
        other = first.setdefault(alias.casefold(), alias)
        if other != alias:
            reason = _("“{alias}” and “{other}” count as two people. Write them alike if they are one.")
            findings.warn(
                ATTENDANCES.name, row, ATTENDANCES.column("alias").name, reason.format(alias=alias, other=other)
            )


def with_modes(
    sessions: Iterable[SessionLine], attendances: Iterable[AttendanceLine], headcounts: Iterable[HeadcountLine]
) -> tuple[SessionLine, ...]:
    """The sessions with the registration mode that follows from their rows, where none is given."""
    named = {line.session for line in attendances}
    counted = {line.session for line in headcounts}
    return tuple(
        line if line.mode_given else replace(line, mode=_mode(line.nr in named, line.nr in counted))
        for line in sessions
    )


def _mode(named: bool, counted: bool) -> str:
    if named and counted:
        return Mode.MIXED.value
    if named:
        return Mode.NAMED.value
    return Mode.ANONYMOUS.value if counted else Mode.NOT_COUNTED.value


def warn_of_uncounted(
    sessions: Iterable[SessionLine], rows: Iterable[AttendanceLine | HeadcountLine], today: date, findings: Findings
) -> None:
    """Say where people are listed at a session that does not count them, and where a held one lies ahead."""
    listed = Counter(line.session for line in rows)
    for line in sessions:
        if line.nr in listed and line.state != SessionState.HELD:
            reason = _("The session is {state}, so its people do not count.").format(state=line.state)
            findings.warn(line.sheet, line.row, SESSIONS.column("state").name, reason)
        elif line.nr in listed and line.mode == Mode.NOT_COUNTED:
            reason = _("The session is marked as not counted, so its people do not count.")
            findings.warn(line.sheet, line.row, SESSIONS.column("mode").name, reason)
        if line.state == SessionState.HELD and line.day > today:
            reason = _("The session is held, but {day} has not come yet.").format(day=show_day(line.day))
            findings.warn(line.sheet, line.row, SESSIONS.column("day").name, reason)


def warn_of_years(lines: Iterable[Line], sheet: Sheet, field: str, years: tuple[int, int], findings: Findings) -> None:
    """Say which dates lie outside the programme's years."""
    for line in lines:
        day = getattr(line, field)
        if day is not None and not years[0] <= day.year <= years[1]:
            reason = _("{day} is outside the years of the programme, {first}-{last}.").format(
                day=show_day(day), first=years[0], last=years[1]
            )
            findings.warn(line.sheet, line.row, sheet.column(field).name, reason)
