"""Read a filled-in workbook into typed rows, and say of every row that cannot be taken where and why.

Nothing is written here and nothing is asked of the store; the same file always reads as the same rows.
"""

import difflib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import python_calamine
from python_calamine import CalamineWorkbook

from nsk_desktop.domain.bridges import FROM_ACTOR, FROM_CITIZENS, FROM_STAFF
from nsk_desktop.domain.codes import BridgeStatus
from nsk_desktop.domain.cooperation import tie
from nsk_desktop.errors.files import FileMissing
from nsk_desktop.errors.fill_in import BadCell, FillInForeign
from nsk_desktop.errors.store import NotAllowed
from nsk_desktop.errors.travelling import FileDamaged
from nsk_desktop.errors.typed import MoreThanCounted, TimesBackwards
from nsk_desktop.exchange import fill_in_checks as checks
from nsk_desktop.exchange import fill_in_sheets as sheets
from nsk_desktop.exchange.fill_in_lines import (
    ActorLine,
    AttendanceLine,
    BridgeLine,
    FillIn,
    HeadcountLine,
    Line,
    PostingLine,
    Problem,
    RatingLine,
    SessionLine,
)
from nsk_desktop.exchange.fill_in_rows import Findings, Rows, read_rows
from nsk_desktop.exchange.fill_in_sheets import SHEETS, Sheet
from nsk_desktop.exchange.odd_cells import OddCells, scan
from nsk_desktop.exchange.preflight import check_workbook
from nsk_desktop.exchange.sheets import ABOUT, ROW_SHEETS
from nsk_desktop.i18n import _

PROGRAMME_YEARS = (2024, 2027)
LineType = TypeVar("LineType", bound=Line)
_STAFF, _CITIZENS, _EFFORT = "medarbejder", "borgere", "indsatsen"


def read_fill_in(path: Path, years: tuple[int, int] = PROGRAMME_YEARS, today: date | None = None) -> FillIn:
    """Everything *path* says. Dates outside *years* are taken with a warning.

    Raises a FileRefused when the file as a whole cannot be read; a bad row is a problem in the answer.
    """
    return _Reading(path, years, today or date.today()).read()


class _Reading:
    """One file on its way through."""

    def __init__(self, path: Path, years: tuple[int, int], today: date) -> None:
        self._path, self._years, self._today = path, years, today
        self._findings = Findings()
        self._odd: dict[str, OddCells] = {}
        self._pages: dict[str, tuple[str, Rows]] = {}

    def read(self) -> FillIn:
        self._open()
        findings = self._findings
        sessions = checks.unique_sessions(self._lines(sheets.SESSIONS, _session), findings)
        named, people = checks.one_person_per_alias(self._lines(sheets.ATTENDANCES, AttendanceLine), findings)
        known = {line.nr: line for line in sessions}
        refused = self._refused_sessions(known)
        attendances = checks.with_known_session(
            checks.unique(
                named,
                sheets.ATTENDANCES,
                "alias",
                lambda line: (line.session, line.alias),
                findings,
                lambda one, other: one.status == other.status,
            ),
            sheets.ATTENDANCES,
            known,
            refused,
            findings,
        )
        headcounts = checks.with_known_session(
            checks.unique(
                self._lines(sheets.HEADCOUNTS, _headcount),
                sheets.HEADCOUNTS,
                "session",
                lambda line: (line.session, line.age_band, line.gender, line.target_group),
                findings,
            ),
            sheets.HEADCOUNTS,
            known,
            refused,
            findings,
        )
        present = {line.alias for line in attendances}
        sessions = checks.with_modes(sessions, attendances, headcounts)
        actors = checks.unique(
            self._lines(sheets.ACTORS, ActorLine),
            sheets.ACTORS,
            "name",
            lambda line: line.name.casefold(),
            findings,
            lambda one, other: one == replace(other, name=one.name),
        )
        bridges = checks.unique(
            self._lines(sheets.BRIDGES, _bridge),
            sheets.BRIDGES,
            "day",
            lambda line: (line.day, line.from_kind, line.from_actor, line.to, line.kind, line.purpose),
            findings,
        )
        ratings = checks.unique(
            self._lines(sheets.COOPERATION, _rating),
            sheets.COOPERATION,
            "period",
            lambda line: (line.period, tie(_folded(line.one), _folded(line.other), line.rater)),
            findings,
        )
        postings = checks.numbered(
            checks.with_known_session(self._lines(sheets.MONEY, PostingLine), sheets.MONEY, known, refused, findings)
        )
        checks.warn_of_uncounted(sessions, [*attendances, *headcounts], self._today, findings)
        self._warn_of_years(sessions, actors, bridges, postings)
        return FillIn(
            name=self._path.name,
            sessions=sessions,
            attendances=attendances,
            people=tuple(person for person in people if person.alias in present),
            headcounts=headcounts,
            actors=actors,
            bridges=bridges,
            ratings=ratings,
            postings=tuple(postings),
            problems=_in_order(findings.problems),
            warnings=_in_order(findings.warnings),
            refused_sheets=tuple(findings.refused_sheets),
            rows=findings.rows,
        )

    def _open(self) -> None:
        try:
            check_workbook(self._path)
            self._odd = scan(self._path)
            content = BytesIO(self._path.read_bytes())
            with damage_told(self._path), CalamineWorkbook.from_filelike(content) as book:
                self._take_sheets(book)
        except FileNotFoundError as error:
            raise FileMissing(self._path.name) from error
        except OSError as error:
            raise NotAllowed(self._path) from error

    def _take_sheets(self, book: CalamineWorkbook) -> None:
        names = {_folded(sheet.name): sheet for sheet in SHEETS}
        foreign = []
        for name in book.sheet_names:
            sheet = names.get(_folded(name))
            if sheet is not None and sheet.name not in self._pages:
                self._pages[sheet.name] = (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
            elif sheet is not None:
                self._findings.refuse_sheet(name, _("The sheet is there twice. Delete one of them."))
            elif _folded(name) not in (_folded(sheets.GUIDE), _folded(sheets.CODES)):
                foreign.append(name)
        if not self._pages or {ABOUT, ROW_SHEETS[0].name} <= set(foreign):
            # An evaluation file shares the names of two sheets, and nothing else.
            raise FillInForeign(self._path.name, tuple(sheet.name for sheet in SHEETS))
        for name in foreign:
            self._tell_of_foreign(name)

    def _tell_of_foreign(self, name: str) -> None:
        if not self._odd.get(name, OddCells()).cells:
            return
        known = {_folded(sheet.name): sheet.name for sheet in SHEETS if sheet.name not in self._pages}
        meant = difflib.get_close_matches(_folded(name), known, 1, 0.7)
        if meant:
            reason = _("Is this the sheet {sheet}? Give it that name, or delete it.").format(sheet=known[meant[0]])
            self._findings.refuse_sheet(name, reason)
        else:
            self._findings.warn(name, None, "", _("The sheet is not known and is not read in."))

    def _lines(self, sheet: Sheet, make: Callable[..., LineType]) -> Iterator[LineType]:
        if sheet.name not in self._pages:
            return
        name, rows = self._pages[sheet.name]
        errors = self._odd.get(name, OddCells()).errors
        for row, fields in read_rows(sheet, rows, errors, self._today, self._findings):
            try:
                line = make(row=row, **fields)
            except _BadField as problem:
                column = sheet.column(problem.field).name
                self._findings.refuse(sheet.name, row, column, str(problem))
            else:
                yield line

    def _refused_sessions(self, known: dict[str, SessionLine]) -> set[str]:
        """The numbers that stand in the sheet, but only in rows that were refused."""
        name, rows = self._pages.get(sheets.SESSIONS.name, ("", ()))
        quiet = Findings()
        only_nr = Sheet(sheets.SESSIONS.name, "", (sheets.SESSIONS.column("nr"),))
        errors = self._odd.get(name, OddCells()).errors
        keys = {str(fields["nr"]) for _row, fields in read_rows(only_nr, rows, errors, self._today, quiet)}
        return keys - known.keys()

    def _warn_of_years(
        self,
        sessions: tuple[SessionLine, ...],
        actors: tuple[ActorLine, ...],
        bridges: tuple[BridgeLine, ...],
        postings: Sequence[PostingLine],
    ) -> None:
        dated: tuple[tuple[Sequence[Line], Sheet, str], ...] = (
            (sessions, sheets.SESSIONS, "day"),
            (actors, sheets.ACTORS, "mobilised_on"),
            (bridges, sheets.BRIDGES, "day"),
            (bridges, sheets.BRIDGES, "introduced_on"),
            (bridges, sheets.BRIDGES, "first_meeting_on"),
            (bridges, sheets.BRIDGES, "follow_up_on"),
            (postings, sheets.MONEY, "day"),
        )
        for lines, sheet, field in dated:
            checks.warn_of_years(lines, sheet, field, self._years, self._findings)


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """Say that the file is damaged when the reading library gives up on it, also when it gives up in panic."""
    try:
        yield
    except (python_calamine.CalamineError, ValueError) as error:
        raise FileDamaged(path.name) from error
    except BaseException as error:
        # A panic of the library is no Exception, has no importable class, and only this file is to blame.
        if type(error).__name__ != "PanicException":
            raise
        raise FileDamaged(path.name) from error


class _BadField(BadCell):
    """The cells of a row do not fit together; *field* is where it is told."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def _session(row: int, **fields: Any) -> SessionLine:
    first, last = fields.get("from_time"), fields.get("to_time")
    if first and last and last <= first:
        raise _BadField("to_time", str(TimesBackwards(first, last)))
    return SessionLine(row=row, mode_given="mode" in fields, **fields)


def _headcount(row: int, count: int | None = None, **fields: Any) -> HeadcountLine:
    low, high = fields.pop("low", None), fields.pop("high", None)
    if count is not None and (low, high) != (None, None):
        raise _BadField("count", _("Write either Antal, or Antal min and Antal maks, not both."))
    if count is None and (low is None or high is None):
        raise _BadField("count", _("Write how many in Antal, or in both Antal min and Antal maks."))
    least, most = (count, count) if count is not None else (low, high)
    if least > most:
        raise _BadField("low", _("Antal min is {low}, more than Antal maks, {high}.").format(low=least, high=most))
    first_time = fields.get("first_time")
    if first_time is not None and first_time > most:
        raise _BadField("first_time", str(MoreThanCounted(first_time, most)))
    return HeadcountLine(row=row, low=least, high=most, **fields)


def _bridge(row: int, source: str, **fields: Any) -> BridgeLine:
    kind = {_STAFF: FROM_STAFF, _CITIZENS: FROM_CITIZENS}.get(source.casefold(), FROM_ACTOR)
    actor = source if kind == FROM_ACTOR else ""
    if "status" not in fields and fields.get("first_meeting_on"):
        fields["status"] = BridgeStatus.FIRST_MEETING.value
    elif "status" not in fields and fields.get("introduced_on"):
        fields["status"] = BridgeStatus.INTRODUCED.value
    return BridgeLine(row=row, from_kind=kind, from_actor=actor, **fields)


def _rating(row: int, one: str, other: str, level: str, wanted: str | None = None, **fields: Any) -> RatingLine:
    if _folded(one) == _folded(other):
        raise _BadField("other", _("The two sides are the same actor. Choose another one as one of them."))
    first, second = ("" if _folded(name) == _EFFORT else name for name in (one, other))
    aim = int(wanted) if wanted else None
    return RatingLine(row=row, one=first, other=second, level=int(level), wanted=aim, **fields)


def _in_order(found: list[Problem]) -> tuple[Problem, ...]:
    places = {sheet.name: place for place, sheet in enumerate(SHEETS)}
    return tuple(sorted(found, key=lambda problem: (places.get(problem.sheet, len(places)), problem.row or 0)))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
