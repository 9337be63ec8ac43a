"""Lists of 100,000 meetings and 100,000 participants with 1,000,000 attendances, beside the same lists of 1,000."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from nsk_desktop.services import people, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.start import start_page
from nsk_desktop.ui.background import Runner
from nsk_desktop.ui.language import speak
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.theme import apply_theme
from tests import make
from tests.bench.figures import Figure, compare
from tests.bench.town import LAST_DAY, build

FEW, MANY = 1_000, 100_000
SAME = 1.5
"""Opening and scrolling feel the same."""
TYPED_MS, SHOWN_MS, SORTED_MS = 50.0, 100.0, 250.0
"""How long other answers may take: while a name is typed, when a page is shown, and when a whole list is sorted."""
GROWN_MB = 100.0


class Office:
    """The main window at a town of so many meetings."""

    def __init__(self, folder: Path, size: int) -> None:
        if not (folder / "nsk.db").exists():
            build(folder, size)
        self.desk = Desk(make.reopened(folder), folder)
        self.runner = Runner()
        self.window = MainWindow(self.desk, self.runner, lambda: LAST_DAY)
        self.window.resize(1280, 800)
        self.window.show()
        self.meetings = self.window.activities.lists
        self.participants = self.window.participants.list

    def open(self, place: str) -> None:
        """Open a page for the first time since something changed, and paint it."""
        pages = {"activities": self.meetings, "participants": self.participants, "start": self.window.start}
        self.window.go("settings")
        pages[place]._stale = True
        self.window.go(place)
        self.window.grab()

    def scroll(self, table: Any) -> None:
        """Fifty pages down, each painted; nothing of them was read before."""
        table.rows._portions.clear()
        bar = table.verticalScrollBar()
        for page in range(50):
            bar.setValue(page * bar.pageStep())
            table.viewport().grab()
        bar.setValue(0)

    def sort(self, table: Any, column: int) -> None:
        """Click a heading, each time the other way round, and paint."""
        way = table.horizontalHeader().sortIndicatorOrder()
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        table.sortByColumn(column, down if way is up else up)
        table.viewport().grab()

    def search(self, page: Any, text: str) -> None:
        """Type one letter more or less into the search line and paint."""
        page.text.setText(text if page.text.text() != text else text[:-1])
        page.table.viewport().grab()

    def mark(self) -> None:
        """Mark somebody at a meeting while the list of participants is in view."""
        self.window.go("participants")
        id = sessions.ids(self.desk)[10]
        row = sessions.open_session(self.desk, id).roster[0]
        sessions.set_presence(self.desk, id, row.participant_id, None if row.status else "til stede")
        self.window.grab()

    def close(self) -> None:
        self.runner.close()
        self.window.close()
        self.window.deleteLater()
        self.desk.close()


def measure(folder: str = "") -> Iterator[Figure]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    speak(app)
    apply_theme(app, "light", 100)
    with tempfile.TemporaryDirectory(prefix="nsk-bench-") as made:
        place = Path(folder or made)
        few = Office(place / str(FEW), FEW)
        _opened_everything(few)
        if not (place / str(MANY) / "nsk.db").exists():
            build(place / str(MANY), MANY)
        before = _memory()
        many = Office(place / str(MANY), MANY)
        _opened_everything(many)
        grown = _memory() - before
        for name, work in _same():
            yield compare(f"{name}, {MANY:,}", partial(work, many), f"{FEW:,}", partial(work, few), goal=SAME, runs=9)
        for name, allowed, work in _at_once():
            yield _within(f"{name}, {MANY:,}", partial(work, many), allowed)
        yield Figure(f"memory of a window at {MANY:,} (MB for ms)", grown, "allowed", GROWN_MB, 1.0)
        few.close()
        many.close()


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
        ("type-ahead, a rare name", TYPED_MS, lambda office: people.find(office.desk, "æbelø 99")),
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
        ("mark somebody, the list in view", SHOWN_MS, lambda office: office.mark()),
    )


def _opened_everything(office: Office) -> float:
    """Open each list and scroll in it, as a day's work does. Returns the memory of the process in MB."""
    for place in ("start", "activities", "participants"):
        office.open(place)
    office.scroll(office.meetings.table)
    office.scroll(office.participants.table)
    return _memory()


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
    for _run in range(7):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return Figure(name, statistics.median(times), "allowed", allowed, 1.0)
