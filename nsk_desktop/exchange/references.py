"""References in formulas and ranges: those that end exactly at a table's old last row grow with it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from nsk_desktop.exchange.coordinates import LAST_COLUMN, LAST_ROW, column_letters, column_number

_REFERENCE = re.compile(
    r"""
      "(?:[^"]|"")*"                                             # a text
    | \d+(?:\.\d*)?(?:[eE][+-]?\d+)?                             # a number
    | (?P<sheet>(?:'(?:[^']|'')*'|(?:\[\d+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?)!)?
      (?P<left>\$?[A-Z]{1,3})(?P<top>\$?[1-9]\d{0,6})
      (?::(?P<right>\$?[A-Z]{1,3})(?P<bottom>\$?[1-9]\d{0,6}))?
      (?![\w.(!\[])
    | '(?:[^']|'')*'                                             # a quoted sheet before something else
    | \[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]                  # the inside of a structured reference
    | [^\W\d][\w.\\?]*                                           # a name or a function
    """,
    re.VERBOSE,
)


class Growing(Enum):
    """Where a reference stands, which decides how boldly it may grow."""

    AREA = "the cells a rule applies to"
    SERIES = "a chart or sparkline"
    FORMULA = "a formula away from the table's rows"
    FIXED = "a formula that is relative to its own row: only ends fixed with $ grow"


@dataclass(frozen=True, slots=True)
class Growth:
    """How one table gets longer."""

    sheet: str
    left: int
    right: int
    first: int
    last: int
    """The first and the old last row of data."""
    added: int
    totals: bool

    def moved(self, top: int, bottom: int) -> tuple[int, int]:
        """The new rows of a reference that reaches the totals row."""
        return (top + self.added if top == bottom else top), bottom + self.added


@dataclass(frozen=True, slots=True)
class _Found:
    """One reference, taken apart."""

    top: str
    bottom: str
    left: str
    right: str
    colon: bool

    @property
    def rows(self) -> tuple[int, int]:
        return int(self.top.lstrip("$")), int(self.bottom.lstrip("$"))

    def new_rows(self, growth: Growth, rule: Growing) -> tuple[int, int] | None:
        """The rows it shall have, None when it stays."""
        columns = column_number(self.left.lstrip("$")), column_number(self.right.lstrip("$"))
        if columns[0] > growth.right or columns[1] < growth.left:
            return None
        top, bottom = self.rows
        fixed = self.bottom.startswith("$")
        if rule is Growing.FIXED and not fixed:
            return None
        if growth.totals and bottom == growth.last + 1 and top <= bottom:
            return growth.moved(top, bottom)
        if bottom != growth.last or top > bottom:
            return None
        if top == bottom:
            return (top, bottom + growth.added) if self._one_row(growth, columns, rule) else None
        # $A$2:A10 is a running total at its last step, not a reference to the whole column.
        running = self.top.startswith("$") and not fixed and rule is Growing.FORMULA
        return None if running else (top, bottom + growth.added)

    def _one_row(self, growth: Growth, columns: tuple[int, int], rule: Growing) -> bool:
        if growth.first != growth.last:
            return False
        if rule is Growing.AREA:
            return True
        return columns[0] == columns[1] and (self.colon or rule is Growing.SERIES)


def _sheet_name(prefix: str) -> str:
    name = prefix[:-1]
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _changed(text: str, change: Callable[[re.Match[str]], str]) -> str:
    return _REFERENCE.sub(lambda m: change(m) if m["left"] else m[0], text)


def grow(text: str, growths: Iterable[Growth], rule: Growing, home: str = "") -> str:
    """*text* with its references grown; *home* is the sheet that references without a sheet mean."""
    by_sheet: dict[str, list[Growth]] = {}
    for growth in growths:
        by_sheet.setdefault(growth.sheet.lower(), []).append(growth)

    def grown(match: re.Match[str]) -> str:
        sheet = _sheet_name(match["sheet"]) if match["sheet"] else home
        found = _Found(
            match["top"],
            match["bottom"] or match["top"],
            match["left"],
            match["right"] or match["left"],
            match["right"] is not None,
        )
        for growth in by_sheet.get(sheet.lower(), ()):
            rows = found.new_rows(growth, rule)
            if rows:
                return _written(match, found, rows)
        return match[0]

    return _changed(text, grown)


def _written(match: re.Match[str], found: _Found, rows: tuple[int, int]) -> str:
    def row(old: str, new: int) -> str:
        return f"${new}" if old.startswith("$") else str(new)

    first = f"{match['sheet'] or ''}{found.left}{row(found.top, rows[0])}"
    if rows[0] == rows[1] and not found.colon:
        return first
    return f"{first}:{found.right}{row(found.bottom, rows[1])}"


def grow_areas(text: str, growths: Iterable[Growth], home: str) -> str:
    """A list of areas (``sqref``) with those that end at the old last row grown."""
    kept = list(growths)
    return " ".join(grow(area, kept, Growing.AREA, home) for area in text.split())


def shift(text: str, rows: int, columns: int = 0) -> str:
    """A formula copied further down or to the right: references without ``$`` follow."""

    def row(old: str) -> str:
        return old if old.startswith("$") else str(max(1, min(int(old) + rows, LAST_ROW)))

    def column(old: str) -> str:
        if not columns or old.startswith("$"):
            return old
        return column_letters(max(1, min(column_number(old) + columns, LAST_COLUMN)))

    def shifted(match: re.Match[str]) -> str:
        first = f"{match['sheet'] or ''}{column(match['left'])}{row(match['top'])}"
        return f"{first}:{column(match['right'])}{row(match['bottom'])}" if match["right"] else first

    return _changed(text, shifted)


def is_relative(text: str) -> bool:
    """Whether a formula means other cells when it stands in another row."""
    return shift(text, 1) != text


def is_one_reference(text: str) -> bool:
    """Whether a formula is nothing but one reference, as a chart's or a sparkline's is."""
    match = _REFERENCE.match(text)
    return match is not None and bool(match["left"]) and match.end() == len(text)


def mentions(text: str, sheets: Iterable[str]) -> bool:
    """Whether a formula refers to a cell on one of these sheets."""
    wanted = {sheet.lower() for sheet in sheets}
    found = (m["sheet"] for m in _REFERENCE.finditer(text) if m["left"] and m["sheet"])
    return any(_sheet_name(prefix).lower() in wanted for prefix in found)
