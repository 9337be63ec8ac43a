"""How many live in the area, read from a table as statistics offices make them: by year, age and gender, in any shape.

Single years of age and their spans are added up to the age bands; a span that lies in two bands is refused, because
nobody can say how many of it fall in which.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from nsk_desktop.domain.ages import age_band
from nsk_desktop.domain.codes import AGE_BANDS, AgeBand, Gender
from nsk_desktop.errors import NskError
from nsk_desktop.errors.fill_in import BadCell
from nsk_desktop.exchange.fill_in_cells import Value, is_blank
from nsk_desktop.exchange.list_cells import OLDEST, read_count, read_gender, written
from nsk_desktop.exchange.list_reading import ListTable, address
from nsk_desktop.exchange.list_words import is_total, word_of
from nsk_desktop.i18n import N_, _

T = TypeVar("T")
FIRST_YEAR, LAST_YEAR = 2000, 2100
_LOOKED_AT = 20
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SPAN = re.compile(r"(\d{1,3}) ?(?:-|–|til|to) ?(\d{1,3})", re.I)
_FROM = re.compile(r"(?:over |from )?(\d{1,3}) ?(?:\+|og derover|og aeldre|and over|and older)", re.I)
_UNDER = re.compile(r"(?:under|below) (\d{1,3})", re.I)
_WHOLE = ("hele befolkningen", "alle", "alle aldre", "alder i alt", "maend og kvinder", "all", "maend og kvinder i alt")


class Says(StrEnum):
    """What a column says."""

    NOTHING = "nothing"
    YEAR = "year"
    AGE = "age"
    GENDER = "gender"
    NUMBER = "number"
    WOMEN = "women"
    MEN = "men"
    OF_YEAR = "of-year"
    """The number in the year that stands over the column."""


LABELS = {
    Says.NOTHING: N_("is not read"),
    Says.YEAR: N_("the year"),
    Says.AGE: N_("the age"),
    Says.GENDER: N_("the gender"),
    Says.NUMBER: N_("how many"),
    Says.WOMEN: N_("number of women"),
    Says.MEN: N_("number of men"),
    Says.OF_YEAR: N_("how many in the year above"),
}
_HEADINGS = {
    Says.YEAR: "ar aret arstal tid year",
    Says.AGE: "alder aldersgruppe aldersklasse alderstrin aldersinterval age",
    Says.GENDER: "kon gender sex",
    Says.NUMBER: "antal personer beboere indbyggere folketal befolkning number residents population count",
    Says.WOMEN: "kvinder kvinde piger women female k",
    Says.MEN: "maend mand drenge men male m",
}
_KNOWN = {word: says for says, words in _HEADINGS.items() for word in words.split()}
COUNTED = (Says.NUMBER, Says.WOMEN, Says.MEN, Says.OF_YEAR)


class Ages(NamedTuple):
    """From an age to another, both included."""

    least: int
    most: int


class Cell(NamedTuple):
    """One year, age band and gender."""

    year: int
    age_band: str
    gender: str


_NO_AGE: tuple[Ages | None, str] = (None, AgeBand.UNKNOWN)


@dataclass(frozen=True, slots=True)
class ResidentTable:
    """What a table says, added up to age bands, and every cell that cannot be read."""

    counts: dict[Cell, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    totals: int = 0
    """Rows that only add up the others; they are left out."""


def guess_header(table: ListTable) -> int:
    """The row of the headings, counted from 1; 0 when there seems to be none."""
    scores = [sum(_meant(cell) is not Says.NOTHING for cell in row) for row in table.rows[:_LOOKED_AT]]
    best = max(scores, default=0)
    return scores.index(best) + 1 if best > 1 else 0


def guess_columns(table: ListTable, header: int) -> tuple[Says, ...]:
    """What each column seems to say; each thing is said once, but several may be years."""
    found: list[Says] = []
    for cell in table.row(header) if header else ("",) * table.width:
        says = _meant(cell)
        found.append(Says.NOTHING if says in found and says is not Says.OF_YEAR else says)
    if Says.OF_YEAR in found and Says.YEAR not in found:
        return tuple(found)
    return tuple(Says.NOTHING if says is Says.OF_YEAR else says for says in found)


def _meant(heading: Value) -> Says:
    text = written(heading)
    word = word_of(text)
    if word in _KNOWN:
        return _KNOWN[word]
    if _YEAR.search(text) and len(text) <= len("1. kvartal 2025"):
        return Says.OF_YEAR
    return next((_KNOWN[part] for part in word.split() if part in _KNOWN and len(part) > 1), Says.NOTHING)


def lacks(columns: Sequence[Says], year: int | None) -> str:
    """What the columns do not say and must: a sentence, or nothing."""
    if not set(columns) & set(COUNTED):
        return _("Say which column holds how many live there.")
    if Says.AGE not in columns and Says.GENDER not in columns and not set(columns) & {Says.WOMEN, Says.MEN}:
        return _("Say which column holds the age or the gender.")
    if Says.YEAR not in columns and Says.OF_YEAR not in columns and year is None:
        return _("Write which year the numbers are of: the list does not say it.")
    double = next((says for says in Says if columns.count(says) > 1 and says not in (Says.NOTHING, Says.OF_YEAR)), None)
    if double:
        return _("Two columns say “{meaning}”. Choose one of them.").format(meaning=_(LABELS[double]))
    kinds = [{Says.NUMBER}, {Says.WOMEN, Says.MEN}, {Says.OF_YEAR}]
    if sum(bool(kind & set(columns)) for kind in kinds) > 1 or (
        Says.GENDER in columns and {Says.WOMEN, Says.MEN} & set(columns)
    ):
        return _("Some columns say the same in two ways. Choose one of the ways.")
    return ""


def read_residents(table: ListTable, header: int, columns: Sequence[Says], year: int | None) -> ResidentTable:
    """Everything that *table* says. Empty years and genders mean the one above, as in merged cells."""
    return _Reader(table, header, columns, year).read()


class _Reader:
    def __init__(self, table: ListTable, header: int, columns: Sequence[Says], year: int | None) -> None:
        self._table, self._header, self._columns, self._year = table, header, columns, year
        self._counts: dict[Cell, int] = {}
        self._spans: dict[tuple[int, str], list[Ages | None]] = {}
        self._problems: list[str] = []
        self._totals = 0

    def read(self) -> ResidentTable:
        above: dict[Says, Value] = {}
        for number, row in enumerate(self._table.rows[self._header :], self._header + 1):
            if all(map(is_blank, row)):
                continue
            for says in (Says.YEAR, Says.GENDER):
                place = self._place(says)
                if place is not None and not is_blank(row[place]):
                    above[says] = row[place]
            if any(_adds_up(row[place]) for place, says in enumerate(self._columns) if says in (Says.AGE, Says.GENDER)):
                self._totals += 1
                continue
            self._read_row(number, row, above)
        return ResidentTable(self._counts, tuple(self._problems), self._totals)

    def _read_row(self, number: int, row: Sequence[Value], above: dict[Says, Value]) -> None:
        counted = [place for place, says in enumerate(self._columns) if says in COUNTED]
        if all(is_blank(row[place]) for place in counted):
            return  # a heading between the rows, or a note under them
        year = self._said(number, Says.YEAR, above.get(Says.YEAR, ""), _read_year, self._year)
        gender = self._said(number, Says.GENDER, above.get(Says.GENDER, ""), read_gender, str(Gender.NOT_STATED))
        place = self._place(Says.AGE)
        age = self._said(number, Says.AGE, row[place] if place is not None else "", _read_ages, _NO_AGE)
        for place in counted:
            says = self._columns[place]
            count = self._value(number, place, row[place], read_count)
            of = {Says.WOMEN: str(Gender.WOMAN), Says.MEN: str(Gender.MAN)}.get(says, gender)
            when = _year_in(self._table.row(self._header)[place]) if says is Says.OF_YEAR else year
            if count is None or age is None or of is None:
                continue
            if when is None:
                self._problems.append(_("{address}: the year is missing.").format(address=address(number, place + 1)))
                continue
            self._add(number, place, Cell(when, age[1], of), age[0], count)

    def _add(self, number: int, place: int, cell: Cell, ages: Ages | None, count: int) -> None:
        """Add *count*, unless somebody of these ages has been counted before."""
        known = self._spans.setdefault((cell.year, cell.gender), [])
        if any(_overlap(ages, other) for other in known):
            text = _("{address}: these ages are counted already, for the same year and gender.")
            self._problems.append(text.format(address=address(number, place + 1)))
            return
        known.append(ages)
        self._counts[cell] = self._counts.get(cell, 0) + count

    def _said(self, number: int, says: Says, value: Value, read: Callable[[Value], T], otherwise: T | None) -> T | None:
        place = self._place(says)
        return otherwise if place is None else self._value(number, place, value, read)

    def _value(self, number: int, place: int, value: Value, read: Callable[[Value], T]) -> T | None:
        """What a cell says; nothing, and a problem, when it cannot be read."""
        error = self._table.errors.get((number, place + 1))
        try:
            if error is not None or is_blank(value):
                raise BadCell(_("There is nothing to read here."))
            return read(value)
        except NskError as problem:
            text = _("{address}: {problem}").format(address=address(number, place + 1), problem=problem)
            self._problems.append(text)
            return None

    def _place(self, says: Says) -> int | None:
        return self._columns.index(says) if says in self._columns else None


def _overlap(one: Ages | None, other: Ages | None) -> bool:
    """Whether somebody may be in both; those of unknown age are in no other."""
    if one is None or other is None:
        return one is other
    return one.least <= other.most and other.least <= one.most


def _adds_up(value: Value) -> bool:
    text = written(value)
    return bool(text) and (is_total(text) or word_of(text) in _WHOLE)


def _year_in(heading: Value) -> int | None:
    found = _YEAR.search(written(heading))
    return int(found[1]) if found else None


def _read_year(value: Value) -> int:
    """A year; statistics offices write a quarter behind it."""
    year = value.year if isinstance(value, date) else _year_in(value)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadCell(_("“{text}” is not a year. Write for example 2025.").format(text=written(value)[:40]))
    return year


def _read_ages(value: Value) -> tuple[Ages | None, str]:
    """The ages that a cell speaks of, and the one band that they lie in."""
    if isinstance(value, date):
        # A spreadsheet makes a day of 0-12.
        raise BadCell(_("The age group has become a date. Write for example 0-12 as text."))
    if AGE_BANDS.find(written(value)) == AgeBand.UNKNOWN or word_of(written(value)) == "uoplyst":
        return _NO_AGE
    ages = _ages(written(value))
    if ages is None or not 0 <= ages.least <= ages.most <= OLDEST:
        text = _("“{text}” is not an age. Write for example 34, 13-17 or 60+.")
        raise BadCell(text.format(text=written(value)[:40]))
    band = age_band(ages.least)
    if band != age_band(ages.most):
        text = _("{least}-{most} years lie in several age groups. They are divided at 13, 18, 30 and 60.")
        raise BadCell(text.format(least=ages.least, most=ages.most))
    return ages, band


def _ages(text: str) -> Ages | None:
    word = " ".join(re.sub(r"\b(?:år|aar|years?)\b", " ", text.casefold().replace("ældre", "aeldre")).split())
    if found := _SPAN.fullmatch(word):
        return Ages(int(found[1]), int(found[2]))
    if found := _FROM.fullmatch(word):
        return Ages(int(found[1]), OLDEST)
    if found := _UNDER.fullmatch(word):
        return Ages(0, int(found[1]) - 1)
    if found := re.fullmatch(r"(\d{1,3})(?:\.0)?", word):
        return Ages(int(found[1]), int(found[1]))
    return None
