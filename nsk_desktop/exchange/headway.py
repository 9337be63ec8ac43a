"""How far a long piece of work has come: told every thousand rows to somebody who may stop it."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import islice
from typing import Final, TypeVar

AT_A_TIME = 1_000
"""Rows between two times of telling; all that is done with them takes some hundredths of a second."""

Told = Callable[[int, int], object]
"""Is told how many of how many (0 when nobody knows), and raises when somebody wants to stop."""
T = TypeVar("T")


class Step(StrEnum):
    """What is done just now in a merge."""

    READING = "reading"
    """The files; so many of so many."""
    COMPARING = "comparing"
    WRITING = "writing"


Steps = Callable[[Step, int, int], object]
"""Is told what is done just now, and how many of how many (0 when nobody knows)."""


def unasked(_step: Step, _done: int, _total: int) -> None:
    """Nobody waits to see what is done."""


def nobody(_done: int, _total: int) -> None:
    """Nobody waits to see how far it is, and nobody wants to stop."""


class Headway:
    """Counts the rows that are gone through, each as often as that is done."""

    def __init__(self, told: Told = nobody, total: int = 0) -> None:
        self._told, self._total, self._done = told, total, 0

    def __call__(self, rows: int = 0) -> None:
        """So many more rows are done. The total is a guess, so the end is not said to be reached before it is."""
        self._done += rows
        self._told(min(self._done, max(0, self._total - 1)), self._total)

    def end(self) -> None:
        """All of it is done."""
        self._told(self._total, self._total)

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """*items*, counted as they pass."""
        rest = iter(items)
        while some := list(islice(rest, AT_A_TIME)):
            yield from some
            self(len(some))


UNHEARD: Final = Headway()
"""The headway of work that nobody is told of."""
