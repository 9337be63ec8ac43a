"""What the keyboard comes to: the way of Tab, what is in sight on it, and keys that two things would share."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QListView,
    QMenu,
    QMenuBar,
    QRadioButton,
    QTabBar,
    QTableView,
    QTableWidget,
    QWidget,
)

from nsk_desktop.ui.keys_dialog import page_keys
from tests.ui.spoken import shown, told_of

_LEAST = 24
"""So much of something larger than its frame must be in sight, in pixels."""
_FORBIDDEN = ("Ctrl+/", "Ctrl+;", "Ctrl+[", "Ctrl+]", "Ctrl+{", "Ctrl+}", "Ctrl+\\")
"""On a Danish keyboard these take three keys, or cannot be pressed."""
_Context = Qt.ShortcutContext


def stops(root: QWidget) -> list[QWidget]:
    """Where Tab is to come by."""
    return [
        each
        for each in shown(root)
        if each.window() is root
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        # What scrolls a bar of tabs is for the mouse: the arrow keys go from tab to tab.
        and not isinstance(each.parentWidget(), QTabBar)
    ]


def ways(root: QWidget) -> Iterator[QWidget]:
    """Where Tab comes by, until it is where it began; what has the keyboard has it while it is looked at."""
    yield from _walk(len(stops(root)) + 5, Qt.Key.Key_Tab)


def _walk(most: int, key: Qt.Key) -> Iterator[QWidget]:
    first = QApplication.focusWidget()
    for _stop in range(most):
        focus = QApplication.focusWidget()
        if focus is None:
            return
        QTest.keyClick(focus, key)
        now = QApplication.focusWidget()
        if now is not None:
            yield now
        if now is first:
            return


def begin(root: QWidget) -> None:
    """Give *root* the keyboard."""
    root.activateWindow()
    wanted = stops(root)
    focus = next((each for each in wanted if each.hasFocus()), next(iter(wanted), None))
    if focus is not None:
        focus.setFocus(Qt.FocusReason.TabFocusReason)


def astray(root: QWidget, wanted: list[QWidget], way: list[QWidget]) -> list[str]:
    """A7: what Tab leaves out or comes to twice, what lies before what came first, and another way back than forth."""
    found = [f"Tab never comes to {told_of(each)}" for each in wanted if each not in way and not _beside(each, way)]
    found += [f"Tab comes to {told_of(each)}, which is no stop" for each in way if each not in wanted]
    if len(way) != len(set(way)):
        found.append("Tab does not come back to where it began")
    back = list(_walk(len(wanted) + 5, Qt.Key.Key_Backtab))
    for there, here in zip([*way[-2::-1], *way[-1:]], back, strict=False):
        if there is not here:
            found.append(f"Shift+Tab leads to {told_of(here)} where Tab came from {told_of(there)}")
            break
    return found + _backwards(root, way)


def _beside(widget: QWidget, way: list[QWidget]) -> bool:
    """Whether the arrow keys lead to it: a choice among a few is one stop."""
    group = widget.group() if isinstance(widget, QRadioButton) else None
    return group is not None and any(each in way for each in group.buttons())


def _backwards(root: QWidget, way: list[QWidget]) -> list[str]:
    found = [
        f"{told_of(two)} comes after {told_of(one)} and stands before it"
        for one, two in pairwise([*way, *way[:1]])
        if not one.isAncestorOf(two) and _is_before(*_beside_each_other(root, two, one))
    ]
    # From the last to the first it goes back once.
    return found if len(found) > 1 else []


def _beside_each_other(root: QWidget, one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    """Where the two stand within the innermost thing that holds both, whatever has been scrolled in it."""
    above = _above(root, other)
    first = next(each for each in _above(root, one) if each in above)
    sides = [next(each for each in _above(root, part) if each.parentWidget() is first) for part in (one, other)]
    return sides[0].geometry(), sides[1].geometry()


def _above(root: QWidget, widget: QWidget) -> list[QWidget]:
    found = [widget]
    while found[-1] is not root:
        over = found[-1].parentWidget()
        assert over is not None
        found.append(over)
    return found


def _is_before(one: QRect, other: QRect) -> bool:
    """Whether *one* is read before *other*: above it in a column, or left of it in a row. Columns go one by one."""
    above, left = one.bottom() <= other.top(), one.right() <= other.left()
    beside = one.top() <= other.bottom() and other.top() <= one.bottom()
    under = one.left() <= other.right() and other.left() <= one.right()
    return (above and (under or left)) or (left and beside)


def out_of_sight(focused: QWidget) -> list[str]:
    """A11: what has the keyboard and cannot be seen, or lies under something else."""
    window, place = focused.window(), part_of(focused)
    seen, room = QRect(place), place.size()
    widget = focused
    while widget is not window:
        above = widget.parentWidget()
        assert above is not None
        # What is larger than its frame cannot be seen whole.
        room = room.boundedTo(above.size())
        seen = seen.intersected(widget.rect()).translated(widget.pos())
        widget = above
    seen = seen.intersected(window.rect())
    whole = room == place.size()
    if whole and (seen.width() < room.width() - 1 or seen.height() < room.height() - 1):
        return [f"{told_of(focused)} is seen at {seen.width()}×{seen.height()} of {room.width()}×{room.height()}"]
    if min(seen.width(), seen.height()) < min(_LEAST, room.width(), room.height()):
        return [f"{told_of(focused)} is hardly seen: {seen.width()}×{seen.height()}"]
    over = window.childAt(seen.center())
    if over is not None and over is not focused and not focused.isAncestorOf(over) and not over.isAncestorOf(focused):
        return [f"{told_of(focused)} lies under {told_of(over)}"]
    return []


def part_of(widget: QWidget) -> QRect:
    """Where in *widget* the keyboard is: the chosen row, item or tab; all of it where there are no parts."""
    if isinstance(widget, QTabBar):
        return widget.tabRect(widget.currentIndex())
    views = isinstance(widget, (QTableView, QListView)) and not isinstance(widget, QTableWidget)
    if views and isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        now = widget.currentIndex()
        place = widget.visualRect(now)
        if widget.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows:
            place.setLeft(0)
            place.setRight(widget.viewport().width() - 1)
        return place.intersected(widget.viewport().rect()).translated(widget.viewport().pos())
    return widget.rect()


Held = tuple[QKeySequence, QWidget, Qt.ShortcutContext, str]


def shared(root: QWidget) -> list[str]:
    """A9: keys that mean two things at once, that cannot be pressed, or that would be typed by chance."""
    held: dict[str, list[Held]] = {}
    for each in _held(root):
        held.setdefault(each[0].toString(), []).append(each)
    found = []
    for text, those in held.items():
        for one, other in combinations(those, 2):
            if _reaches(one, other[1]) or _reaches(other, one[1]):
                found.append(f"{text} is both {one[3]} and {other[3]}")
    for keys, _owner, context, what in (each for those in held.values() for each in those):
        text = keys.toString()
        if "Ctrl+Alt" in text or text in _FORBIDDEN:
            found.append(f"{text} of {what} cannot be pressed on a Danish keyboard")
        if len(text) == 1 and context != _Context.WidgetShortcut:
            found.append(f"{text} of {what} is a single letter")
    return found


def _held(root: QWidget) -> Iterator[Held]:
    for action in root.findChildren(QAction):
        for keys in action.shortcuts():
            yield keys, root, _Context.WindowShortcut, action.text()
    for each in root.findChildren(QShortcut):
        owner = each.parent()
        if isinstance(owner, QWidget) and owner.isVisible() and owner.window() is root:
            yield each.key(), owner, each.context(), told_of(owner)
    for text in _written(root):
        letter = QKeySequence.mnemonic(text)
        if not letter.isEmpty():
            yield letter, root, _Context.WindowShortcut, repr(text)


def _written(root: QWidget) -> Iterator[str]:
    """What may have a letter underlined: menus, tabs, buttons, and labels of fields."""
    for each in shown(root, QMenuBar, QTabBar, QAbstractButton, QLabel):
        if isinstance(each, QMenuBar):
            yield from (action.text() for action in each.actions())
        elif isinstance(each, QTabBar):
            yield from (each.tabText(place) for place in range(each.count()))
        elif isinstance(each, QAbstractButton) or (isinstance(each, QLabel) and each.buddy() is not None):
            yield each.text()


def _reaches(held: Held, widget: QWidget) -> bool:
    """Whether the key works while *widget* has the keyboard."""
    _keys, owner, context, _what = held
    if context == _Context.WidgetShortcut:
        return owner is widget
    if context == _Context.WidgetWithChildrenShortcut:
        return owner is widget or owner.isAncestorOf(widget)
    return True


def untold(root: QWidget) -> list[str]:
    """A9: keys of a page that neither a button nor the list of keys tells of, and keys that stand in no menu."""
    # A button that is hidden now takes its key with it.
    told = [*(each.toolTip() for each in root.findChildren(QAbstractButton)), *(keys for _what, keys in page_keys())]
    listed = set(_listed(root))
    found = [
        f"{action.text()} stands in no menu"
        for action in root.findChildren(QAction)
        if action.shortcuts() and action not in listed
    ]
    keys: dict[str, set[str]] = {}
    for each in root.findChildren(QShortcut):
        owner = each.parent()
        if isinstance(owner, QWidget) and owner.isVisible() and owner.window() is root:
            name = each.key().toString().replace("Return", "Enter").replace("Del", "Delete")
            keys.setdefault(name, set()).add(told_of(owner))
    for name, owners in keys.items():
        if not any(
            name in tip or QKeySequence(name).toString(QKeySequence.SequenceFormat.NativeText) in tip for tip in told
        ):
            found.append(f"nothing tells of {name} in {', '.join(sorted(owners))}")
    return found


def _listed(root: QWidget) -> Iterator[QAction]:
    for bar in root.findChildren(QMenuBar):
        for top in bar.actions():
            yield from _in_menu(top)


def _in_menu(action: QAction) -> Iterator[QAction]:
    inner = action.menu()
    if isinstance(inner, QMenu):
        for each in inner.actions():
            yield from _in_menu(each)
    else:
        yield action
