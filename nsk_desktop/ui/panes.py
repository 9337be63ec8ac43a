"""Going about the window by key: F6 from part to part, F3 from hit to hit."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from nsk_desktop.ui.table import Table
from nsk_desktop.ui.widgets.splitter import Splitter


def panes_of(page: QWidget) -> list[QWidget]:
    """The parts of a page side by side, from left to right; the page itself when it has none."""
    splitters = [each for each in page.findChildren(QSplitter) if each.isVisible() and _is_outermost(each, page)]
    found = [each.widget(place) for each in splitters for place in range(each.count())]
    return [each for each in found if each is not None and each.isVisible() and _first(each) is not None] or [page]


def go_to_pane(panes: Sequence[QWidget], step: int) -> None:
    """Put the focus into the next (1) or previous (-1) of *panes*, where it was last, and round at the ends."""
    here = next((place for place, pane in enumerate(panes) if _holds_focus(pane)), -1 if step > 0 else 0)
    for away in range(1, len(panes) + 1):
        if focus_pane(panes[(here + step * away) % len(panes)]):
            return


def focus_pane(pane: QWidget) -> bool:
    """Put the focus into *pane*. False when nothing in it takes it."""
    wanted = pane if _takes_focus(pane) else _last(pane) or _first(pane)
    if wanted is not None:
        wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return wanted is not None


def move_divider(page: QWidget | None, steps: int) -> None:
    """Give the first of two parts of *page* more room (1) or less (-1), as dragging the divider does."""
    for each in page.findChildren(Splitter) if page is not None else ():
        if each.isVisible() and page is not None and _is_outermost(each, page):
            each.move_by(steps)


def go_to_hit(page: QWidget | None, step: int) -> None:
    """Go to the next (1) or previous (-1) row of the list on *page*, and round at the ends."""
    tables = [each for each in page.findChildren(Table) if each.isVisible() and each.rows.rowCount()] if page else []
    if not tables:
        return
    table = next((each for each in tables if each.hasFocus()), max(tables, key=lambda each: each.rows.rowCount()))
    row = table.currentIndex().row()
    begin = 0 if step > 0 else table.rows.rowCount() - 1
    there = (row + step) % table.rows.rowCount() if row >= 0 else begin
    table.setCurrentIndex(table.rows.index(there, 0))
    table.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _is_outermost(splitter: QSplitter, page: QWidget) -> bool:
    above = splitter.parentWidget()
    while above is not None and above is not page:
        if isinstance(above, QSplitter):
            return False
        above = above.parentWidget()
    return True


def _holds_focus(pane: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is pane or (focused is not None and pane.isAncestorOf(focused))


def _last(pane: QWidget) -> QWidget | None:
    last: QWidget | None = pane.focusWidget()
    return last if last and _takes_focus(last) else None


def _first(pane: QWidget) -> QWidget | None:
    return next((each for each in pane.findChildren(QWidget) if _takes_focus(each)), None)


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.isVisible()
