"""The main window at a town, with what somebody does in it, and for how long it does not answer meanwhile."""

import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer

from nsk_desktop.services import sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.background import Runner, spare_the_collector
from nsk_desktop.ui.history_dialog import HistoryDialog
from nsk_desktop.ui.main_window import MainWindow
from tests import make
from tests.bench.town import LAST_DAY


class Office:
    """The main window at a town of so many meetings."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk(make.reopened(folder), folder)
        self.runner = Runner()
        self.window = MainWindow(self.desk, self.runner, lambda: LAST_DAY)
        self.window.resize(1280, 800)
        self.window.show()
        self.window.grab()
        spare_the_collector()
        self._present = True

    @property
    def meetings(self) -> Any:
        return self.window.activities.lists

    @property
    def participants(self) -> Any:
        return self.window.participants.list

    def open(self, place: str) -> None:
        """Open a page for the first time since something changed, and paint it."""
        pages = {"activities": lambda: self.meetings, "participants": lambda: self.participants}
        self.window.go("settings")
        pages.get(place, lambda: self.window.page(place))()._stale = True
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

    def clear(self) -> None:
        """Nothing is searched for, and what is chosen is in view."""
        for page in (self.meetings, self.participants):
            page.text.clear()
            page.table.choose(page.table.rows.rows()[0].id)

    def mark(self) -> None:
        """Mark somebody at a meeting while a list is in view, or take it back."""
        self._present = not self._present
        sessions.set_presence(self.desk, *self._somebody, "til stede" if self._present else None)
        self.window.grab()

    @cached_property
    def _somebody(self) -> tuple[str, str]:
        id = sessions.ids(self.desk)[10]
        return id, sessions.open_session(self.desk, id).roster[0].participant_id

    def undo(self) -> None:
        """Take the last mark back."""
        self.window.undo()
        self.window.grab()

    def history(self) -> None:
        """Show what happened to the participant on the page."""
        page = self.participants
        dialog = HistoryDialog(page, self.window.context, page.read(page.shown_id()), page.form.entries())
        dialog.grab()
        dialog.deleteLater()

    def stall(self, act: Callable[[], object], over: Callable[[], bool], most_ms: int = 60_000) -> float:
        """How long (in ms) the window's thread was kept at most after *act*, until the work beside it is over."""
        act()
        gaps, last = [0.0], time.perf_counter()
        until = last + most_ms / 1000

        def tick() -> None:
            nonlocal last
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

        def look() -> None:
            if over() or time.perf_counter() > until:
                loop.quit()

        loop, ticks, looks = QEventLoop(), QTimer(), QTimer()
        for timer, slot, every in ((ticks, tick, 1), (looks, look, 20)):
            timer.timeout.connect(slot)
            timer.start(every)
        loop.exec()
        return max(gaps) * 1000

    def is_at_rest(self) -> bool:
        """Whether everything that begins with the window is done."""
        return self.window.context.finder.ready and not self.runner.busy

    def close(self) -> None:
        self.runner.close()
        self.window.close()
        self.window.deleteLater()
        self.desk.close()
