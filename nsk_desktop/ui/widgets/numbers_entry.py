"""Entries for numbers: a whole number, a span of an estimate, and money."""

from collections.abc import Callable
from typing import Any

from nsk_desktop.domain.amounts import parse_amount, parse_whole
from nsk_desktop.domain.numbers import decimal, span
from nsk_desktop.errors.typed import AmountProblem, CountProblem, MoreThanCounted, NumberProblem
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


class PartEntry(NumberEntry):
    """How many of those that another entry counts: never more than *whole* says there are."""

    def __init__(self, whole: Callable[[], int]) -> None:
        super().__init__()
        self._whole = whole

    def read(self, text: str) -> int:
        number = super().read(text)
        if number > self._whole():
            raise MoreThanCounted(number, self._whole())
        return number

    def look_again(self) -> None:
        """The whole is another: what stands here may be too much now, or no longer."""
        words = self.words()
        if self.value() is not None and self.value() > self._whole():
            self.set_value(None)
            self.put_back(words)
        elif self.problem:
            self.finish()


class SpanEntry(LineEntry):
    """A count, or an estimate between two numbers: ``5`` or ``5-8``. The value is both ends."""

    def read(self, text: str) -> tuple[int, int]:
        first, dash, last = text.replace("–", "-").partition("-")
        try:
            low = parse_whole(first.strip())
            high = parse_whole(last.strip()) if dash else low
        except NumberProblem:
            raise CountProblem(text) from None
        if not 0 <= low <= high <= _MOST:
            raise CountProblem(text)
        return low, high

    def show_text(self, value: Any) -> str:
        return span(*value)


class AmountEntry(LineEntry):
    """Money: øre, written as kroner. Only what may be paid back can be *below_zero*."""

    def __init__(self, *, below_zero: bool = False) -> None:
        super().__init__()
        self._below_zero = below_zero
        self.narrow(14)

    def read(self, text: str) -> int:
        amount = parse_amount(text)
        if amount < 0 and not self._below_zero:
            raise AmountProblem(text)
        return amount

    def show_text(self, value: Any) -> str:
        return decimal(value / 100, 2)
