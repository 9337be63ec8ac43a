"""What a screen reader is told: names, roles, labels and states. Each check lists what it finds wrong."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from nsk_desktop.ui.plot_view import PlotView

Check = Callable[[QWidget], list[str]]
INPUTS = (QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
CHARTS = (PlotView,)
_Role = QAccessible.Role
# What stands in a list is read from the list's model; there may be thousands.
_LISTS = (_Role.Table, _Role.Tree, _Role.List)
_TEXT = int(Qt.ItemDataRole.AccessibleTextRole)


def shown(root: QWidget, *kinds: type[QWidget]) -> Iterator[QWidget]:
    """*root* and what is visible in it, of *kinds* or of any."""
    for each in (root, *root.findChildren(QWidget)):
        if each.isVisible() and (not kinds or isinstance(each, kinds)):
            yield each


def told_of(widget: QWidget) -> str:
    """How a widget is called in a failure: its kind and what stands in it."""
    words = getattr(widget, "text", None)
    said = words() if callable(words) else ""
    return f"{type(widget).__name__} {widget.accessibleName() or said or widget.objectName()!r}"[:90]


def labels_of(root: QWidget) -> dict[QWidget, QLabel]:
    """The label of each widget that has one."""
    return {buddy: each for each in root.findChildren(QLabel) if (buddy := each.buddy()) is not None}  # type: ignore[redundant-expr]


def nameless(root: QWidget) -> list[str]:
    """A1: what can have the focus and has no name, or a role that says nothing."""
    return list(_nameless(QAccessible.queryAccessibleInterface(root), labels_of(root)))


def _nameless(node: QAccessibleInterface | None, labels: dict[QWidget, QLabel]) -> Iterator[str]:
    if node is None or node.state().invisible:
        return
    widget = node.object()
    if node.state().focusable and isinstance(widget, QWidget) and _is_reached(widget):
        name = node.text(QAccessible.Text.Name)
        if isinstance(widget, QComboBox):
            # Qt names it by what is chosen in it.
            name = widget.accessibleName() or (labels[widget].text() if widget in labels else "")
        if not name.strip():
            yield f"{told_of(widget)} has no name"
        if node.role() in (_Role.NoRole, _Role.Whitespace):
            yield f"{told_of(widget)} has no role"
    if node.role() not in _LISTS:
        for place in range(node.childCount()):
            yield from _nameless(node.child(place), labels)


def _is_reached(widget: QWidget) -> bool:
    """Whether the keyboard comes to it, and not to what it holds or is held by."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def unlabelled(root: QWidget) -> list[str]:
    """A2: what is written into or chosen from, and neither labelled nor named."""
    labels = labels_of(root)
    found = []
    for each in shown(root, *INPUTS):
        if _is_inside(each, (QComboBox, QAbstractSpinBox, QCalendarWidget)):
            continue
        if not each.accessibleName() and each not in labels:
            found.append(f"{told_of(each)} has no label")
        elif each in labels and not _is_labelled(each, labels[each]):
            found.append(f"{told_of(each)} is not told of its label")
    return found


def _is_labelled(widget: QWidget, label: QLabel) -> bool:
    node = QAccessible.queryAccessibleInterface(widget)
    relations = node.relations(QAccessible.RelationFlag.Label) if node is not None else []  # type: ignore[redundant-expr]
    return any(other.object() is label for other, _flag in relations)


def _is_inside(widget: QWidget, kinds: tuple[type[QWidget], ...]) -> bool:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, kinds):
        above = above.parentWidget()
    return above is not None


def wordless(root: QWidget) -> list[str]:
    """A3: buttons without a word on them, and without a name or a tip that says what they do."""
    found = []
    for each in shown(root, QAbstractButton):
        assert isinstance(each, QAbstractButton)
        if any(letter.isalpha() for letter in each.text()) or _is_of_qt(each):
            continue
        if not each.accessibleName():
            found.append(f"{told_of(each)} has no words and no name")
        if not each.toolTip():
            found.append(f"{told_of(each)} has no words and no tip")
        elif (keys := each.shortcut().toString()) and keys not in each.toolTip():
            found.append(f"{told_of(each)} does not tell its keys")
    return found


def _is_of_qt(widget: QWidget) -> bool:
    """Parts that Qt puts into its own widgets: the cross in a line, the arrows of a bar of tabs, the corner."""
    return widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), (*INPUTS, QAbstractItemView))


def silent_boxes(root: QWidget) -> list[str]:
    """A4: boxes to tick in a list whose cell says nothing."""
    found = []
    for view in shown(root, QTableView):
        assert isinstance(view, QTableView)
        model = view.model()
        for row in range(min(model.rowCount(), 5) if model is not None else 0):  # type: ignore[redundant-expr]
            for column in range(model.columnCount()):
                index = model.index(row, column)
                ticked = index.data(int(Qt.ItemDataRole.CheckStateRole)) is not None
                if ticked and not str(index.data(_TEXT) or "").strip():
                    found.append(f"{told_of(view)}: the box in row {row}, column {column} says nothing")
    return found


def hiding(root: QWidget) -> list[str]:
    """A5: labels whose name hides their text from a screen reader."""
    return [
        f"{told_of(each)} is read instead of {each.text()!r}"
        for each in shown(root, QLabel)
        if isinstance(each, QLabel) and each.accessibleName() not in ("", each.text()) and each.text()
    ]


def mute_charts(root: QWidget) -> list[str]:
    """A18: charts without a name or a summary, or without a table of the same numbers beside them."""
    found = []
    for each in shown(root, *CHARTS):
        if not (each.accessibleName() and each.accessibleDescription()):
            found.append(f"{told_of(each)} has no name or no summary")
        page = each.parentWidget()
        while page is not None and not [table for table in page.findChildren(QTableView) if table.isVisible()]:
            page = page.parentWidget()
        if page is None:
            found.append(f"{told_of(each)} has no table beside it")
    return found


def headless(root: QWidget) -> list[str]:
    """A24: columns that a screen reader does not know as such, or a list that does not tell how it is sorted."""
    found = []
    for table in shown(root, QTableView):
        assert isinstance(table, QTableView)
        if _is_inside(table, (QCalendarWidget,)):
            continue
        head = table.horizontalHeader()
        node = QAccessible.queryAccessibleInterface(table)
        if head.isVisible() and node is not None and table.model().rowCount():  # type: ignore[redundant-expr]
            # The corner comes first, where the hidden heads of the rows meet those of the columns.
            roles = [node.child(place).role() for place in range(min(node.childCount(), head.count() + 1))]
            if roles.count(_Role.ColumnHeader) != head.count():
                found.append(f"{told_of(table)}: its columns are read as {roles}")
        if head.isVisible() and table.isSortingEnabled() and not _told_sorted(table.model(), head):
            found.append(f"{told_of(table)} is sorted by {head.sortIndicatorSection()} and does not tell")
    return found


def _told_sorted(model: QAbstractItemModel, head: QHeaderView) -> bool:
    role = int(Qt.ItemDataRole.AccessibleDescriptionRole)
    said = model.headerData(head.sortIndicatorSection(), Qt.Orientation.Horizontal, role)
    return bool(said)


def wordless_pills(root: QWidget) -> list[str]:
    """A19: a status in colour alone."""
    return [
        f"{told_of(each)} says nothing"
        for each in shown(root, QLabel)
        if isinstance(each, QLabel) and each.property("pill") and not any(letter.isalnum() for letter in each.text())
    ]


SPOKEN = {
    "A1": nameless,
    "A2": unlabelled,
    "A3": wordless,
    "A4": silent_boxes,
    "A5": hiding,
    "A18": mute_charts,
    "A19": wordless_pills,
    "A24": headless,
}
