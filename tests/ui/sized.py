"""What can be seen and hit: sizes of targets, words that are cut off, what lies over something else."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QSplitterHandle,
    QTabBar,
    QTableView,
    QWidget,
)

from nsk_desktop.ui.navigation import Navigation
from tests.ui.spoken import INPUTS, shown, told_of

LEAST = 24
"""Least size of a target in pixels (WCAG 2.5.8)."""


def small(root: QWidget) -> list[str]:
    """A13: what is clicked and smaller than an unsteady hand can hit."""
    found = []
    for each, size in _targets(root):
        if min(size.width(), size.height()) < LEAST:
            found.append(f"{told_of(each)} is {size.width()}×{size.height()}")
    return found


def _targets(root: QWidget) -> Iterator[tuple[QWidget, QSize]]:
    for each in shown(root, QAbstractButton, QComboBox, QLineEdit, QSplitterHandle):
        # The cross in a line can be done without: Ctrl+A and Delete empty it too.
        if not isinstance(each.parentWidget(), INPUTS) and each.isEnabled():
            yield each, each.size()
    for bar in shown(root, QTabBar):
        assert isinstance(bar, QTabBar)
        for place in range(bar.count()):
            yield bar, bar.tabRect(place).size()
    for view in shown(root, QAbstractItemView):
        assert isinstance(view, QAbstractItemView)
        index = view.model().index(0, 0) if view.model() is not None else None
        if index is not None and index.isValid() and not isinstance(view, QHeaderView):
            yield view, view.visualRect(index).size()
    for table in shown(root, QTableView):
        assert isinstance(table, QTableView)
        if table.isSortingEnabled():
            yield table, QSize(LEAST, table.horizontalHeader().height())


def cut_off(root: QWidget) -> list[str]:
    """A14: words that do not fit where they stand, and are in no tip either."""
    found = (*_cut_labels(root), *_cut_buttons(root), *_cut_tabs(root), *_cut_heads(root), *_cut_items(root))
    return [f"{told_of(each)} needs {wanted} and has {has}" for each, wanted, has in found if not each.toolTip()]


def _cut_labels(root: QWidget) -> Iterator[tuple[QWidget, str, str]]:
    for each in shown(root, QLabel):
        assert isinstance(each, QLabel)
        if not each.text().strip():
            continue
        if each.wordWrap():
            wanted = each.heightForWidth(each.width())
            if wanted > each.height() + 1:
                yield each, f"height {wanted}", f"{each.height()} at width {each.width()}"
            words = each.text().replace("\u200b", " ").split()
            longest = max(each.fontMetrics().horizontalAdvance(word) for word in words)
            if longest > each.contentsRect().width() + 1:
                yield each, f"{longest} for its longest word", str(each.contentsRect().width())
        elif each.sizeHint().width() > each.width() + 1 or each.sizeHint().height() > each.height() + 1:
            yield each, _words(each.sizeHint()), _words(each.size())


def _cut_buttons(root: QWidget) -> Iterator[tuple[QWidget, str, str]]:
    for each in shown(root, QAbstractButton):
        assert isinstance(each, QAbstractButton)
        if isinstance(each.parentWidget(), (*INPUTS, QTabBar)) or not each.text():
            continue
        least = each.sizeHint()
        if isinstance(each, (QCheckBox, QRadioButton)):
            least.setHeight(0)
        if least.width() > each.width() + 1 or least.height() > each.height() + 1:
            yield each, _words(least), _words(each.size())


def _cut_tabs(root: QWidget) -> Iterator[tuple[QWidget, str, str]]:
    for each in shown(root, QTabBar):
        assert isinstance(each, QTabBar)
        for place in range(each.count()):
            wanted = each.fontMetrics().horizontalAdvance(each.tabText(place))
            if wanted > each.tabRect(place).width() and not each.tabToolTip(place):
                yield each, f"{wanted} for {each.tabText(place)!r}", str(each.tabRect(place).width())


def _cut_heads(root: QWidget) -> Iterator[tuple[QWidget, str, str]]:
    for table in shown(root, QTableView):
        assert isinstance(table, QTableView)
        head = table.horizontalHeader()
        if not head.isVisible():
            continue
        for place in range(head.count()):
            wanted = head.sectionSizeHint(place)
            title = str(table.model().headerData(place, head.orientation()) or "")
            tip = table.model().headerData(place, head.orientation(), 3)
            if title and wanted > head.sectionSize(place) + 1 and not tip:
                yield head, f"{wanted} for {title!r}", str(head.sectionSize(place))


def _cut_items(root: QWidget) -> Iterator[tuple[QWidget, str, str]]:
    for each in shown(root, Navigation):
        assert isinstance(each, Navigation)
        for place in range(each.count()):
            wanted = each.fontMetrics().horizontalAdvance(each.item(place).text()) + each.iconSize().width()
            if wanted > each.viewport().width():
                yield each, f"{wanted} for {each.item(place).text()!r}", str(each.viewport().width())


def _words(size: QSize) -> str:
    return f"{size.width()}×{size.height()}"


def overlapping(root: QWidget) -> list[str]:
    """A14: parts of one layout that lie over each other, or outside of what holds them."""
    found = []
    for each in shown(root):
        if each.layout() is None:
            continue
        parts = [(part, part.geometry()) for part in _parts(each.layout()) if part.isVisible()]
        for number, (one, place) in enumerate(parts):
            if not place.isEmpty() and not each.rect().adjusted(-1, -1, 1, 1).contains(place):
                found.append(f"{told_of(one)} at {_at(place)} is outside {told_of(each)} of {_words(each.size())}")
            for other, there in parts[number + 1 :]:
                common = place.intersected(there)
                if common.width() > 1 and common.height() > 1:
                    found.append(f"{told_of(one)} and {told_of(other)} share {_words(common.size())}")
    return found


def _parts(layout: QLayout | None) -> Iterator[QWidget]:
    for place in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(place) if layout is not None else None
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if type(layout).__name__ in ("QStackedLayout",):
            continue
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _parts(inner)


def _at(place: QRect) -> str:
    return f"{place.x()},{place.y()} {place.width()}×{place.height()}"


def sideways(root: QWidget) -> list[str]:
    """A15: what has to be scrolled sideways to be read. Tables, charts and calendars may."""
    return [
        f"{told_of(each)} is {each.horizontalScrollBar().maximum()} too wide for {each.viewport().width()}"
        for each in shown(root, QScrollArea)
        if isinstance(each, QScrollArea)
        and each.horizontalScrollBar().maximum() > 0
        # The preview of a printed page is a picture of paper: its width is that of the paper.
        and not [page for page in each.findChildren(QLabel) if not page.pixmap().isNull()]
    ]


SIZED = {"A13": small}
LARGE = {"A14": cut_off, "A14 overlap": overlapping, "A15": sideways}
