"""Which numbers of some tables are hidden, so that no small one can be found by adding and subtracting.

Every table here is a way of cutting up one total, and tables share their margins. Such numbers hang together like the
water in a net of channels: what runs into a place runs out of it. So what somebody can work out from the numbers that
are shown is known exactly, by whole numbers: a hidden number can be as much greater as can be led round through other
hidden numbers, and as much smaller as can be led back.

The reader is taken to know all rules: that a zero is never hidden, so that what is hidden is at least 1. A hidden
number is safe when the numbers that it may be span at least the limit. Then one of them lies at or above the limit,
and nobody can even say that it is small.
"""

import heapq
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

LEAST_LIMIT = 5
"""What is promised: no number from 1 to 4 is given out. A limit may be higher, never lower."""
_LEAST_HIDDEN = 1


class Count(NamedTuple):
    """One number: so much runs from one place to another."""

    key: str
    tail: str
    head: str
    value: int
    level: int = 0
    """0 for a cell, 1 for a sum, 2 for the sum of all: the higher, the rather it is shown."""


class Span(NamedTuple):
    """What a hidden number may be, for somebody who sees the others; *high* is None when there is no end."""

    low: int
    high: int | None


def is_small(value: int, limit: int) -> bool:
    """Whether *value* must not be shown for its own sake. A zero is nobody, and says of nobody what they did."""
    return 0 < value < limit


def hide(
    counts: Sequence[Count], limit: int = LEAST_LIMIT, seed: bytes = b"", few: Collection[str] = ()
) -> frozenset[str]:
    """The keys of the numbers to hide: the small ones, and as few others as keep them from being worked out.

    *few* are the keys of numbers that must be hidden although they are not small: too few people stand behind them.

    Which others is drawn by lot with *seed*, which must stay secret. Were it always the smallest that are hidden
    along, then somebody who knows the program would learn from which are shown how large the hidden ones can be.
    The same numbers and the same seed give the same answer.
    """
    small = [count for count in counts if is_small(count.value, limit) or (count.value and count.key in few)]
    channels = _Channels(counts, {count.key for count in small}, seed)
    for count in small:
        channels.protect(count, limit)
    while unsafe := next(channels.unsafe(limit), None):
        channels.protect(unsafe, limit)
    for count in sorted(channels.hidden_counts(), key=channels.cost, reverse=True):
        channels.hidden.discard(count.key)
        if count in small or next(channels.unsafe(limit), None) is not None:
            channels.hidden.add(count.key)
    return frozenset(channels.hidden)


def spans(counts: Sequence[Count], hidden: Collection[str]) -> dict[str, Span]:
    """What can be worked out of each hidden number: exactly, in whole numbers."""
    channels = _Channels(counts, set(hidden))
    unbounded = sum(count.value for count in counts) + 1
    found = {}
    for count in channels.hidden_counts():
        down = channels.led(count.tail, count.head, count, count.value - _LEAST_HIDDEN).amount
        up = channels.led(count.head, count.tail, count, unbounded).amount
        found[count.key] = Span(count.value - down, None if up >= unbounded else count.value + up)
    return found


@dataclass(slots=True)
class _Led:
    """How much can be led from one place to another, and what that changes on the way."""

    amount: int = 0
    changed: dict[str, int] = field(default_factory=dict)


Step = tuple[Count, int]
"""A number on the way, and whether it grows (1) or shrinks (-1)."""


class _Channels:
    """The numbers as a net. Only what is hidden can be other than it is."""

    def __init__(self, counts: Sequence[Count], hidden: set[str], seed: bytes = b"") -> None:
        self.hidden = hidden
        self._lots = {count.key: _lot(seed, count.key) for count in counts}
        self._counts = counts
        self._at: dict[str, list[tuple[Count, int, str]]] = {}
        for count in counts:
            if count.value:
                self._at.setdefault(count.tail, []).append((count, 1, count.head))
                self._at.setdefault(count.head, []).append((count, -1, count.tail))

    def hidden_counts(self) -> list[Count]:
        return [count for count in self._counts if count.key in self.hidden]

    def cost(self, count: Count) -> int:
        """How much is lost when *count* is hidden: sums are missed more than cells. Among equals the lot decides."""
        return (1, 20, 400)[count.level] * (_EACH + self._lots[count.key])

    def unsafe(self, limit: int) -> Iterator[Count]:
        """The hidden numbers that may be too few different ones."""
        for count in self.hidden_counts():
            if self._freedom(count, limit)[0] < limit:
                yield count

    def protect(self, count: Count, limit: int) -> None:
        """Hide others until *count* may be enough different numbers: the cheapest way round, again and again."""
        while True:
            width, up, down = self._freedom(count, limit)
            if width >= limit:
                return
            ways = [self._cheapest(count.head, count.tail, count, up, limit - width)]
            if down.amount < count.value - _LEAST_HIDDEN:
                ways.append(self._cheapest(count.tail, count.head, count, down, limit - width))
            found = [way for way in ways if way is not None]
            if not found:
                raise RuntimeError("numbers that do not hang together as tables do")
            self.hidden.update(step[0].key for step in min(found, key=lambda way: way[0])[1])

    def _freedom(self, count: Count, limit: int) -> tuple[int, _Led, _Led]:
        """How far *count* can go (no further than is asked), upwards and downwards."""
        up = self.led(count.head, count.tail, count, limit)
        most = min(count.value - _LEAST_HIDDEN, limit - up.amount)
        down = self.led(count.tail, count.head, count, most)
        return up.amount + down.amount, up, down

    def led(self, source: str, target: str, without: Count, most: int) -> _Led:
        """As much as can be led through hidden numbers from *source* to *target*, up to *most*."""
        led = _Led()
        while led.amount < most and (way := self._way(source, target, without, led.changed)) is not None:
            room = min([most - led.amount, *(_room(step, led.changed) for step in way if step[1] < 0)])
            for one, direction in way:
                led.changed[one.key] = led.changed.get(one.key, 0) + direction * room
            led.amount += room
        return led

    def _way(self, source: str, target: str, without: Count, changed: Mapping[str, int]) -> list[Step] | None:
        """The shortest way through hidden numbers that has room left."""
        came: dict[str, tuple[str, Step]] = {source: ("", (without, 0))}
        waiting = deque([source])
        while waiting and target not in came:
            place = waiting.popleft()
            for count, direction, beyond in self._at.get(place, ()):
                if beyond in came or count.key not in self.hidden or count.key == without.key:
                    continue
                if _room((count, direction), changed) > 0:
                    came[beyond] = (place, (count, direction))
                    waiting.append(beyond)
        return _steps(came, source, target) if target in came else None

    def _cheapest(
        self, source: str, target: str, without: Count, led: _Led, need: int
    ) -> tuple[int, list[Step]] | None:
        """The way that hides least more, with its cost; one that has room for all that is needed, if there is one."""
        for room in (need, 1):
            came: dict[str, tuple[str, Step]] = {source: ("", (without, 0))}
            done: set[str] = set()
            best = {source: 0}
            waiting = [(0, source)]
            while waiting:
                cost, place = heapq.heappop(waiting)
                if place in done:
                    continue
                done.add(place)
                for count, direction, beyond in self._at.get(place, ()):
                    if count.key == without.key or _room((count, direction), led.changed) < room:
                        continue
                    further = cost + (0 if count.key in self.hidden else self.cost(count))
                    if beyond not in best or further < best[beyond]:
                        best[beyond] = further
                        came[beyond] = (place, (count, direction))
                        heapq.heappush(waiting, (further, beyond))
            if best.get(target):
                return best[target], _steps(came, source, target)
        return None


_NO_END = 1 << 60
_EACH = 1 << 16


def _lot(seed: bytes, key: str) -> int:
    """What *key* drew: at most as much as one number more to hide costs."""
    return int.from_bytes(sha256(seed + b"\0" + key.encode()).digest()[:2], "big")


def _room(step: Step, changed: Mapping[str, int]) -> int:
    """How much more can be led along *step*: without end where the number grows, down to 1 where it shrinks."""
    count, direction = step
    return _NO_END if direction > 0 else count.value + changed.get(count.key, 0) - _LEAST_HIDDEN


def _steps(came: Mapping[str, tuple[str, Step]], source: str, target: str) -> list[Step]:
    steps = []
    place = target
    while place != source:
        place, step = came[place]
        steps.append(step)
    return steps[::-1]
