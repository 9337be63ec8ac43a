"""Lists of 100,000 meetings and 100,000 participants with 1,000,000 attendances, beside the same lists of 1,000."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from nsk_desktop.domain.folding import folded_forms
from nsk_desktop.services import people, sessions, submission
from nsk_desktop.services.start import start_page
from nsk_desktop.ui.language import speak
from nsk_desktop.ui.theme import apply_theme
from tests.bench.figures import Figure, compare
from tests.bench.office import Office

FEW, MANY = 1_000, 100_000
SAME = 1.5
"""Opening and scrolling feel the same."""
TYPED_MS, SHOWN_MS, SORTED_MS = 50.0, 100.0, 250.0
"""How long other answers may take: while a name is typed, when a page is shown, and when a whole list is sorted."""
STALL_MS = 50.0
"""How long the window may not answer while something is under way beside it."""
WATCHED_MS = 10_000
GROWN_MB = 100.0


def measure(folder: str = "") -> Iterator[Figure]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    speak(app)
    apply_theme(app, "light", 100)
    with tempfile.TemporaryDirectory(prefix="nsk-bench-") as made:
        place = Path(folder or made)
        few = Office(_town(place, FEW))
        few.stall(_nothing, few.is_at_rest)
        _opened_everything(few)
        town = _town(place, MANY)
        grown = _alone(town) - _alone(place / str(FEW))
        yield Figure(f"memory of a window at {MANY:,} beside {FEW:,} (MB for ms)", grown, "allowed", GROWN_MB, 1.0)
        many = Office(town)
        yield _stall(many, "the finder reads", _nothing, many.is_at_rest)
        _opened_everything(many)
        yield _stall(many, "names are compared", partial(many.window.go, "participants"), lambda: False)
        for name, work in _same():
            yield compare(f"{name}, {MANY:,}", partial(work, many), f"{FEW:,}", partial(work, few), goal=SAME)
        for name, allowed, work in _at_once():
            yield _within(f"{name}, {MANY:,}", partial(work, many), allowed)
            many.clear()
        yield _stall(many, "Overview counts", partial(many.window.go, "overview"), lambda: False)
        yield from _checked(many)
        few.close()
        many.close()


def _town(place: Path, size: int) -> Path:
    """The folder of a town of this size, which is built if it is not there."""
    folder = place / str(size)
    if not (folder / "nsk.db").exists():
        began = time.perf_counter()
        print(f"building a town of {size:,} ...", end=" ", file=sys.stderr, flush=True)
        # In a process of its own: what that one had for itself would be at hand here, and not be counted.
        subprocess.run([sys.executable, "-m", "tests.bench.town", str(folder), str(size)], check=True)
        print(f"{time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return folder


def _checked(office: Office) -> Iterator[Figure]:
    """The check list and the numbers before a file is made, beside reading once what they are made from."""
    desk, today = office.desk, date(2025, 3, 11)

    def check() -> None:
        submission.check(desk, today)
        submission.preview(desk)

    def least() -> None:
        with desk.store.read() as read:
            query = read.connection.exec_driver_sql
            query("SELECT count(*) FROM attendance WHERE NOT deleted").scalar_one()
            query("SELECT count(*) FROM session WHERE summary = ''").scalar_one()
            for alias, surname in query("SELECT alias, surname FROM participant"):
                folded_forms.__wrapped__(f"{alias} {surname}")

    yield _stall(office, "Submission checks", partial(office.window.go, "submission"), lambda: not office.runner.busy)
    before = _memory()
    yield compare(f"check before a file, {MANY:,}", check, "every row and name read once", least, goal=3.0, runs=3)
    yield Figure(f"memory of it, {MANY:,} (MB for ms)", max(_memory() - before, 0.0), "allowed", GROWN_MB, 1.0)


def _stall(office: Office, name: str, act: Callable[[], object], over: Callable[[], bool]) -> Figure:
    """For how long the window does not answer while something big is under way beside it."""
    act()
    kept = office.stall(_nothing, over, WATCHED_MS)
    return Figure(f"longest stall while {name}, {MANY:,}", kept, "allowed", STALL_MS, 1.0)


def _same() -> tuple[tuple[str, Callable[[Office], object]], ...]:
    return (
        ("open the meetings", lambda office: office.open("activities")),
        ("open the participants", lambda office: office.open("participants")),
        ("scroll 50 pages of meetings", lambda office: office.scroll(office.meetings.table)),
        ("scroll 50 pages of participants", lambda office: office.scroll(office.participants.table)),
        ("open Start", lambda office: office.open("start")),
    )


def _at_once() -> tuple[tuple[str, float, Callable[[Office], object]], ...]:
    today = date(2025, 3, 11)
    return (
        ("type-ahead, a rare name", TYPED_MS, lambda office: people.find(office.desk, "æbelø")),
        ("type-ahead, a common name", TYPED_MS, lambda office: people.find(office.desk, "amina")),
        ("read the start page", SHOWN_MS, lambda office: start_page(office.desk, today)),
        (
            "read a meeting with its roster",
            SHOWN_MS,
            lambda office: sessions.open_session(office.desk, sessions.ids(office.desk)[100]),
        ),
        ("sort the meetings by title", SORTED_MS, lambda office: office.sort(office.meetings.table, 2)),
        ("sort the meetings by attendance", SORTED_MS, lambda office: office.sort(office.meetings.table, 5)),
        ("sort the participants by attendances", SORTED_MS, lambda office: office.sort(office.participants.table, 3)),
        ("search the meetings", SORTED_MS, lambda office: office.search(office.meetings, "æblefest")),
        ("search the participants", SORTED_MS, lambda office: office.search(office.participants, "øzlem")),
        ("mark somebody, the participants in view", SHOWN_MS, lambda office: office.mark()),
        ("undo it", SHOWN_MS, lambda office: office.undo()),
        ("show the history of a participant", SHOWN_MS, lambda office: office.history()),
    )


def _opened_everything(office: Office) -> None:
    """Open each list and scroll in it, as a day's work does."""
    for place in ("start", "activities", "participants"):
        office.open(place)
    office.scroll(office.meetings.table)
    office.scroll(office.participants.table)


def _alone(town: Path) -> float:
    """What a process needs that has nothing but the window on *town*, in MB."""
    script = f"from pathlib import Path; from tests.bench import lists; print(lists.remembered(Path({str(town)!r})))"
    command = [sys.executable, "-c", script]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])


def remembered(town: Path) -> float:
    """The memory of this process when everything was opened and names were compared for ten seconds."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    speak(app)
    apply_theme(app, "light", 100)
    office = Office(town)
    office.stall(_nothing, office.is_at_rest)
    _opened_everything(office)
    office.stall(partial(office.window.go, "participants"), lambda: False, WATCHED_MS)
    needed = _memory()
    office.close()
    return needed


def _memory() -> float:
    """What this process holds, in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _within(name: str, work: Callable[[], object], allowed: float) -> Figure:
    """The median of *work* beside the time that it may take."""
    work()
    times = []
    for _run in range(5):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return Figure(name, statistics.median(times), "allowed", allowed, 1.0)


def _nothing() -> None:
    pass
