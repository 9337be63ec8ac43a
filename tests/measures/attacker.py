"""Somebody who wants the hidden numbers: has every release, knows the program's rules, and solves exactly.

What is shown and what is hidden make linear equations. The attacker finds the least and the greatest that each hidden
number can be, by the simplex method in exact numbers; it knows nothing of how the program decides what to hide.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

Number = int | Fraction
Span = tuple[Number, Number | None]


@dataclass
class Seen:
    """What the attacker holds: numbers by name (None: hidden), and which are the sum of which."""

    numbers: dict[str, int | None] = field(default_factory=dict)
    sums: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def add(self, other: "Seen", name: str = "") -> None:
        """Take in another release, under *name* so that its numbers are its own."""
        self.numbers |= {f"{name}{key}": value for key, value in other.numbers.items()}
        self.sums += [(f"{name}{total}", tuple(f"{name}{part}" for part in parts)) for total, parts in other.sums]

    def spans(self) -> dict[str, Span]:
        """The least and the greatest that each hidden number can be (None: no end)."""
        hidden = [key for key, value in self.numbers.items() if value is None]
        rows = [self._row(total, parts, hidden) for total, parts in self.sums]
        # What is hidden is at least 1: the program says so itself.
        solver = _Solver([row for row, _right in rows], [right - sum(row) for row, right in rows], len(hidden))
        return {key: _plus_one(solver.extremes(place)) for place, key in enumerate(hidden)}

    def _row(self, total: str, parts: Sequence[str], hidden: Sequence[str]) -> tuple[list[Number], Number]:
        places = {key: place for place, key in enumerate(hidden)}
        row: list[Number] = [0] * len(hidden)
        right: Number = 0
        for key, sign in [(total, -1), *((part, 1) for part in parts)]:
            value = self.numbers[key]
            if value is None:
                row[places[key]] += sign
            else:
                right -= sign * value
        return row, right


def found(spans: Mapping[str, Span], limit: int = 5) -> dict[str, Span]:
    """What the attacker has got: a hidden number itself, or that it is one of the small ones."""
    return {
        key: (low, high) for key, (low, high) in spans.items() if high is not None and (low == high or high < limit)
    }


def differences(releases: Iterable[Mapping[str, int | None]], limit: int = 5) -> set[str]:
    """The numbers of which several releases of the same thing say so much else that what came or went is small."""
    got = set()
    values: dict[str, set[int]] = {}
    for release in releases:
        for key, value in release.items():
            if value is not None:
                values.setdefault(key, set()).add(value)
    for key, said in values.items():
        if any(0 < abs(one - other) < limit for one in said for other in said):
            got.add(key)
    return got


def _plus_one(span: Span) -> Span:
    low, high = span
    return low + 1, None if high is None else high + 1


class _Solver:
    """Least and greatest of each variable under equations, all variables at least 0. Bland's rule, so it ends."""

    def __init__(self, rows: list[list[Number]], right: list[Number], size: int) -> None:
        self._size = size
        self._rows: list[list[Number]] = []
        self._basis: list[int] = []
        signs = [1 if value >= 0 else -1 for value in right]
        extra = len(rows)
        for number, (row, value, sign) in enumerate(zip(rows, right, signs, strict=True)):
            artificial: list[Number] = [int(place == number) for place in range(extra)]
            self._rows.append([*(sign * one for one in row), *artificial, sign * value])
            self._basis.append(size + number)
        self._width = size + extra
        cost: list[Number] = [*([0] * size), *([1] * extra)]
        if self._minimum(cost, self._width) != 0:
            raise ValueError("these numbers cannot all be true")
        self._drop_artificial()

    def extremes(self, place: int) -> Span:
        cost: list[Number] = [0] * self._width
        cost[place] = 1
        low = self._minimum(cost, self._size)
        cost[place] = -1
        high = self._minimum(cost, self._size)
        assert low is not None
        return low, None if high is None else -high

    def _drop_artificial(self) -> None:
        for number in reversed(range(len(self._rows))):
            if self._basis[number] >= self._size:
                row = self._rows[number]
                entering = next((place for place in range(self._size) if row[place]), None)
                if entering is None:
                    del self._rows[number], self._basis[number]
                else:
                    self._pivot(number, entering)

    def _minimum(self, cost: Sequence[Number], width: int) -> Number | None:
        """The least of *cost*, or None when it has no end. Stays at the corner where it was found."""
        reduced: list[Number] = [*cost, 0]
        for row, place in zip(self._rows, self._basis, strict=True):
            if cost[place]:
                reduced = [one - cost[place] * other for one, other in zip(reduced, row, strict=True)]
        while True:
            entering = next((place for place in range(width) if reduced[place] < 0), None)
            if entering is None:
                return -reduced[-1]
            ratios = [
                (Fraction(row[-1]) / row[entering], self._basis[number], number)
                for number, row in enumerate(self._rows)
                if row[entering] > 0
            ]
            if not ratios:
                return None
            number = min(ratios)[2]
            self._pivot(number, entering)
            factor, row = reduced[entering], self._rows[number]
            reduced = [one - factor * other if other else one for one, other in zip(reduced, row, strict=True)]

    def _pivot(self, number: int, entering: int) -> None:
        row = self._rows[number]
        by = row[entering]
        if by != 1:
            row = [one * by if by == -1 else Fraction(one) / by for one in row]
        self._rows[number] = row
        self._basis[number] = entering
        for other, line in enumerate(self._rows):
            factor = line[entering]
            if other != number and factor:
                self._rows[other] = [one - factor * more if more else one for one, more in zip(line, row, strict=True)]
