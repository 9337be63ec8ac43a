"""What a list of attendance says, row by row: who was at which meeting, and how many without a name."""

from dataclasses import dataclass, field
from datetime import date

from nsk_desktop.domain.codes import AgeBand, Gender
from nsk_desktop.domain.folding import fold
from nsk_desktop.errors.typed import shortened
from nsk_desktop.exchange.list_reading import address
from nsk_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every row that does not say it itself."""

    title: str = ""
    type: str | None = None
    themes: tuple[str, ...] = ()
    target_group: str = "M1"
    place: str = ""
    year: int | None = None
    repeat_day: bool = False
    """An empty date means the one above."""
    far_days: bool = False
    """Somebody has said that days far ahead are right."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as a list knows it."""

    day: date
    title: str

    @property
    def key(self) -> tuple[date, str]:
        """Two spellings of one title are one meeting."""
        return self.day, " ".join(self.title.casefold().split())


@dataclass(frozen=True, slots=True)
class ListPerson:
    """Somebody on a list."""

    alias: str
    surname: str = ""
    birth_year: int | None = None
    age_band: str = AgeBand.UNKNOWN
    gender: str = Gender.NOT_STATED

    @property
    def name(self) -> str:
        return f"{self.alias} {self.surname}".strip()

    @property
    def key(self) -> tuple[str, int | None]:
        """Who is one and the same on a list: the name however it is spelled, and the birth year."""
        return fold(self.name), self.birth_year


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody's presence or absence at a meeting."""

    column: int
    meeting: Meeting
    person: ListPerson
    status: str
    first_time: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """People without a name at a meeting."""

    column: int
    meeting: Meeting
    gender: str
    number: int
    first_time: int | None = None


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that cannot be read: where it stands, what stands there, and the sentence that says why."""

    row: int
    column: int
    value: str
    reason: str

    @property
    def address(self) -> str:
        return address(self.row, self.column)

    def sentence(self) -> str:
        """The whole of it for people; a reason that does not name what stands there is told what does."""
        told = shortened(self.value)
        place = _("Row {row}, {address}").format(row=self.row, address=self.address)
        if not told or told in self.reason:
            return f"{place}: {self.reason}"
        return _("{place} “{value}”: {reason}").format(place=place, value=told, reason=self.reason)


@dataclass(slots=True)
class ListRow:
    """One row of the list: what it says, or what is wrong with it."""

    number: int
    marks: list[Mark] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    person: ListPerson | None = None
    passed_over: str = ""
    """Why nothing of it is read though nothing is wrong: it adds up others, for example."""
    facts: dict[tuple[date, str], tuple[tuple[str, ...], str]] = field(default_factory=dict)
    """Themes and place of the meetings it speaks of."""


@dataclass(frozen=True, slots=True)
class ReadList:
    """A table that has been read. *heading* are the problems of the headings: such a column is left out."""

    rows: tuple[ListRow, ...]
    heading: tuple[CellProblem, ...] = ()

    @property
    def problems(self) -> list[CellProblem]:
        """Every cell that cannot be read, in the order of the list."""
        return [*self.heading, *(problem for row in self.rows for problem in row.problems)]
