"""The hybrid logical clock: stamps that sort as text and never run backwards on one laptop.

A stamp is 16 hex digits: 12 of milliseconds since 1970 (UTC) and 4 of a counter. It decides only which
of several values is shown first, never what is discarded, so a wrong clock loses nothing.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime

_COUNTER = 0x10000
ZERO = "0" * 16


def milliseconds() -> int:
    """The wall clock now, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class Clock:
    """Gives each entry of this laptop a stamp greater than all it has given or seen."""

    def __init__(self, last: str = ZERO, wall: Callable[[], int] = milliseconds) -> None:
        self._last = int(last, 16)
        self._wall = wall

    def next(self) -> str:
        self._last = max(self._last + 1, self._wall() * _COUNTER)
        return f"{self._last:016x}"

    def seen(self, stamp: str) -> None:
        """Never give a stamp below *stamp*, which a colleague's laptop gave."""
        self._last = max(self._last, int(stamp, 16))


def moment(stamp: str) -> datetime:
    """The wall-clock time (aware, UTC) in *stamp*."""
    return datetime.fromtimestamp(int(stamp[:12] or "0", 16) / 1000, UTC)
