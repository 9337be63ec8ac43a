"""Where things are on a sheet: A1 references, areas, column letters."""

import re
from functools import lru_cache
from typing import NamedTuple

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """1 → A, 28 → AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """A → 1, AB → 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def split_cell(reference: str) -> tuple[int, int]:
    """``B7`` → (row 7, column 2)."""
    match = _CELL.fullmatch(reference)
    if match is None:
        raise ValueError(f"not a cell: {reference}")
    return int(match[2]), column_number(match[1])


class Area(NamedTuple):
    """A rectangle of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, reference: str) -> "Area":
        """``A1:C9`` (or one cell) as an area."""
        first, _, second = reference.partition(":")
        top, left = split_cell(first)
        bottom, right = split_cell(second or first)
        return cls(top, left, bottom, right)

    def text(self) -> str:
        """The area as it is written in a ``ref`` attribute."""
        first = f"{column_letters(self.left)}{self.top}"
        second = f"{column_letters(self.right)}{self.bottom}"
        return first if first == second else f"{first}:{second}"

    def meets(self, other: "Area") -> bool:
        """Whether the two share a cell."""
        rows = self.top <= other.bottom and other.top <= self.bottom
        return rows and self.left <= other.right and other.left <= self.right
