"""A plot before it is drawn: what it shows and in which words. The screen and the printed page draw the same one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from nsk_desktop.domain.numbers import decimal, whole


class Fill(StrEnum):
    """How a part of a bar is filled. They are told apart without colour."""

    SOLID = "solid"
    HATCHED = "hatched"
    DOTTED = "dotted"
    CROSSED = "crossed"
    BACKWARDS = "backwards"
    OPEN = "open"
    """Only a dashed outline: perhaps so many."""


SERIES_FILLS = (Fill.SOLID, Fill.HATCHED, Fill.DOTTED, Fill.CROSSED, Fill.BACKWARDS, Fill.OPEN)
"""For parts that are different things, in the order in which they are told apart best."""


class Shape(StrEnum):
    """Bars lie under each other, for groups with names; columns stand beside each other, for what follows in time."""

    BARS = "bars"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class Part:
    """One filled part of a bar."""

    amount: float
    fill: Fill


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its parts from the ground outwards, its value in words, and the same as cells of a table."""

    label: str
    parts: tuple[Part, ...]
    value: str
    cells: tuple[int | float | str, ...]
    key: str = ""
    """What it opens, if anything."""
    frame: float | None = None
    """An outline behind the parts: what was granted, or aimed at."""

    @property
    def length(self) -> float:
        return max(sum(part.amount for part in self.parts), self.frame or 0)


@dataclass(frozen=True, slots=True)
class Plot:
    """A title, the bars, what their fillings mean, and the headings of the same numbers as a table."""

    title: str
    shape: Shape
    bars: tuple[Bar, ...]
    legend: tuple[tuple[Fill, str], ...]
    headings: tuple[str, ...]
    """The first is of the labels, the others of the cells."""
    note: str = ""
    """One sentence that must not be lost, for example that the bars cannot be added up."""
    quantity: str = field(default="")
    """What the length of a bar is: people, attendances, kroner."""

    def said(self) -> str:
        """Every bar with its value, for those who do not see the plot."""
        return "; ".join(f"{bar.label}: {bar.value}" for bar in self.bars)

    def rows(self) -> Sequence[tuple[int | float | str, ...]]:
        """The plot as the rows of a table."""
        return [(bar.label, *bar.cells) for bar in self.bars]


def show_cell(cell: int | float | str) -> str:
    """A cell of the table as it is read: whole numbers whole, others with two decimals."""
    return cell if isinstance(cell, str) else whole(cell) if isinstance(cell, int) else decimal(cell, 2)
