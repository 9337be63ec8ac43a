"""The way of Tab follows what is seen: what is made later takes its place among what stands around it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QGridLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)


def go_on(root: QWidget, *, forwards: bool) -> bool:
    """Give the keyboard to the next stop in *root* or the one before, and round at the ends; False if it is elsewhere.

    Qt goes by the order in which widgets were made: a choice that is offered later would come last of all.
    """
    stops = [each for each in _laid_out(root) if _is_stop(each)]
    here = QApplication.focusWidget()
    while here is not None and here not in stops:
        here = here.parentWidget()
    if here is None:
        return False
    reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
    stops[(stops.index(here) + (1 if forwards else -1)) % len(stops)].setFocus(reason)
    return True


def _is_stop(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(takes) and widget.isEnabled() and widget.focusProxy() is None


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    """*widget* and all that is shown in it, as it is read."""
    if widget.isHidden():
        return
    yield widget
    if isinstance(widget, QTabWidget):
        inner: list[QWidget | None] = [widget.tabBar(), widget.currentWidget()]
    elif isinstance(widget, QStackedWidget):
        inner = [widget.currentWidget()]
    elif isinstance(widget, QSplitter):
        inner = [widget.widget(place) for place in range(widget.count())]
    elif isinstance(widget, QScrollArea):
        inner = [widget.widget()]
    elif isinstance(widget, QAbstractItemView):
        # What stands in cells, as a choice over each column does.
        within = [each for each in widget.viewport().children() if isinstance(each, QWidget)]
        inner = [*sorted(within, key=lambda each: (each.y(), each.x()))]
    else:
        inner = list(_in(widget.layout()))
    for each in inner:
        if each is not None:
            yield from _laid_out(each)


def _in(layout: QLayout | None) -> Iterator[QWidget]:
    """The widgets of a layout and of those within it: lines from top to bottom, each from left to right."""
    if layout is None:
        return
    items = [(layout.itemAt(place), place) for place in range(layout.count())]
    if isinstance(layout, QGridLayout):
        items.sort(key=lambda pair: tuple(layout.getItemPosition(pair[1]))[:2])  # type: ignore[arg-type]
    for item, _place in items:
        yield from _of(item)


def _of(item: QLayoutItem | None) -> Iterator[QWidget]:
    widget = item.widget() if item is not None else None
    if widget is not None:
        yield widget
    elif item is not None:
        yield from _in(item.layout())
