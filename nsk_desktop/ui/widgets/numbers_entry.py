"""Entries for numbers: a whole number, a span of an estimate, and money."""

from typing import Any

from nsk_desktop.domain.amounts import parse_amount, parse_whole
from nsk_desktop.domain.numbers import decimal, span
from nsk_desktop.errors.typed import NumberProblem
from nsk_desktop.ui.widgets.entry import LineEntry

_MOST = 100_000


class NumberEntry(LineEntry):
    """A whole number, zero or more."""

    def __init__(self, least: int = 0, most: int = _MOST) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.narrow(8)

    def read(self, text: str) -> int:
        number = parse_whole(text)
        if not self._least <= number <= self._most:
            raise NumberProblem(text)
        return number


class SpanEntry(LineEntry):
    """A count, or an estimate between two numbers: ``5`` or ``5-8``. The value is both ends."""

    def read(self, text: str) -> tuple[int, int]:
        first, dash, last = text.replace("–", "-").partition("-")
        low = parse_whole(first.strip())
        high = parse_whole(last.strip()) if dash else low
        if not 0 <= low <= high <= _MOST:
            raise NumberProblem(text)
        return low, high

    def show_text(self, value: Any) -> str:
        return span(*value)


class AmountEntry(LineEntry):
    """Money: øre, written as kroner."""

    def __init__(self) -> None:
        super().__init__()
        self.narrow(14)

    def read(self, text: str) -> int:
        return parse_amount(text)

    def show_text(self, value: Any) -> str:
        return decimal(value / 100, 2)
