"""What a benchmark measures: ours beside the least that anybody could do, in the same run."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """The median of ours and of the control, and the ratio that we promise."""

    name: str
    ours_ms: float
    control: str
    control_ms: float
    goal: float

    @property
    def ratio(self) -> float:
        """How many times slower than the control."""
        return self.ours_ms / self.control_ms

    def line(self) -> str:
        """The figure as one line of the printed table."""
        verdict = "ok" if self.ratio <= self.goal else "TOO SLOW"
        return (
            f"{self.name:<46} {self.ours_ms:>9.1f} ms   {self.control:<46} {self.control_ms:>9.1f} ms   "
            f"{self.ratio:>5.2f}x (goal {self.goal}) {verdict}"
        )


def compare(
    name: str,
    ours: Callable[[], object],
    control: str,
    least: Callable[[], object],
    *,
    goal: float,
    runs: int = 7,
) -> Figure:
    """Run *ours* and *least* in turn, after one unmeasured run of each, so that both meet the same machine."""
    for warm in (ours, least):
        warm()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for work, taken in zip((ours, least), times, strict=True):
            gc.collect()
            began = time.perf_counter()
            work()
            taken.append((time.perf_counter() - began) * 1000)
    return Figure(name, statistics.median(times[0]), control, statistics.median(times[1]), goal)
