"""What a filled-in workbook says, row by row, as typed rows that remember where they stood.

Two rows are equal when they say the same, wherever they stand. None means that the cell said nothing.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from nsk_desktop.exchange import fill_in_sheets as sheets
from nsk_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A row of the sheet Møder."""

    sheet: ClassVar[str] = sheets.SESSIONS.name
    row: int = field(compare=False)
    nr: str
    day: date
    title: str
    from_time: str | None = None
    to_time: str | None = None
    series: str = ""
    type: str | None = None
    themes: tuple[str, ...] = ()
    initiative: str = ""
    place: str = ""
    state: str = "afholdt"
    mode: str = ""
    """Never empty once the whole file is read: what is missing follows from the other sheets."""
    hosts: tuple[str, ...] = ()
    summary: str = ""
    mode_given: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """A row of the sheet Fremmøde. What it says of the person is gathered in a `PersonLine`."""

    sheet: ClassVar[str] = sheets.ATTENDANCES.name
    row: int = field(compare=False)
    session: str
    alias: str
    birth_year: int | None = None
    age_band: str | None = None
    gender: str | None = None
    target_group: str | None = None
    subgroup: str | None = None
    relation: str | None = None
    status: str = "til stede"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What all rows of the sheet Fremmøde together say of one alias."""

    sheet: ClassVar[str] = sheets.ATTENDANCES.name
    row: int = field(compare=False)
    """Where the alias stands first."""
    alias: str
    birth_year: int | None = None
    age_band: str | None = None
    gender: str | None = None
    target_group: str | None = None
    subgroup: str | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class HeadcountLine:
    """A row of the sheet Optælling."""

    sheet: ClassVar[str] = sheets.HEADCOUNTS.name
    row: int = field(compare=False)
    session: str
    age_band: str = "ukendt"
    gender: str = "ikke oplyst"
    target_group: str = "M1"
    low: int = 0
    high: int = 0
    first_time: int | None = None


@dataclass(frozen=True, slots=True)
class ActorLine:
    """A row of the sheet Aktører."""

    sheet: ClassVar[str] = sheets.ACTORS.name
    row: int = field(compare=False)
    name: str
    sector: str | None = None
    ownership: str | None = None
    mobilised_on: date | None = None
    mobilised_how: str = ""


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """A row of the sheet Brobygning."""

    sheet: ClassVar[str] = sheets.BRIDGES.name
    row: int = field(compare=False)
    day: date
    from_kind: str
    """aktør, borgere or medarbejder."""
    from_actor: str
    """The actor's name; empty for citizens and staff."""
    to: str
    """The name of an actor, an initiative or an existing effort."""
    kind: str | None = None
    status: str = "identificeret"
    introduced_on: date | None = None
    first_meeting_on: date | None = None
    citizens: int | None = None
    purpose: str = ""
    follow_up_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A row of the sheet Samarbejde."""

    sheet: ClassVar[str] = sheets.COOPERATION.name
    row: int = field(compare=False)
    period: str
    one: str
    """The name of an actor; empty for the effort itself."""
    other: str
    level: int
    wanted: int | None = None
    rater: str = "koordinator"
    basis: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PostingLine:
    """A row of the sheet Økonomi."""

    sheet: ClassVar[str] = sheets.MONEY.name
    row: int = field(compare=False)
    day: date
    text: str
    amount_ore: int
    kind: str = "aktivitet"
    initiative: str = ""
    session: str = ""
    state: str = "bogført"
    voucher: str = ""
    ordinal: int = 0
    """Its place among the rows of the file with the same day, text, amount and voucher."""


Line = SessionLine | AttendanceLine | HeadcountLine | ActorLine | BridgeLine | RatingLine | PostingLine


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell about a place in the file: why a row is refused, or (as a warning) what was noticed."""

    sheet: str
    row: int | None
    column: str
    reason: str

    def sentence(self) -> str:
        """The problem and its place, for people."""
        if self.row is None:
            return _("{sheet}: {reason}").format(sheet=self.sheet, reason=self.reason)
        if not self.column:
            return _("{sheet}, row {row}: {reason}").format(sheet=self.sheet, row=self.row, reason=self.reason)
        return _("{sheet}, row {row}, {column}: {reason}").format(
            sheet=self.sheet, row=self.row, column=self.column, reason=self.reason
        )


@dataclass(frozen=True, slots=True)
class FillIn:
    """A whole file: the good rows, and everything that was wrong or worth a word."""

    name: str
    sessions: tuple[SessionLine, ...]
    attendances: tuple[AttendanceLine, ...]
    people: tuple[PersonLine, ...]
    headcounts: tuple[HeadcountLine, ...]
    actors: tuple[ActorLine, ...]
    bridges: tuple[BridgeLine, ...]
    ratings: tuple[RatingLine, ...]
    postings: tuple[PostingLine, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    refused_sheets: tuple[str, ...]
    """Sheets with content of which no row was taken; each has its problem too."""
    rows: int
    """How many rows with content were looked at."""

    @property
    def bad_rows(self) -> int:
        """How many rows were refused (one row may have several problems)."""
        return len({(problem.sheet, problem.row) for problem in self.problems if problem.row is not None})
