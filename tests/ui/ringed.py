"""A10: whether what has the keyboard stands out, found by comparing its pixels with and without it."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QWidget

from nsk_desktop.ui.tokens import PART_CONTRAST, contrast
from tests.ui.keyed import part_of, stops
from tests.ui.spoken import told_of

THICK = 2
"""So many pixels a ring is thick at least."""
_AROUND, _DEPTH = 3, 9
"""So far outside and inside of its edge a ring is looked for."""
_ALIKE = 1.6
"""Two pixels of less contrast are of one colour: rounded lines are drawn softly."""
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))


def kind_of(widget: QWidget) -> tuple[object, ...]:
    """What a ring depends on; each kind is looked at once."""
    looks = tuple(widget.property(name) for name in ("kind", "look", "bad"))
    above = widget.parentWidget()
    ticked = isinstance(widget, QAbstractButton) and widget.isChecked()
    return type(widget).__name__, *looks, ticked, above is not None and above.property("look"), widget.objectName()


def ringless(focused: QWidget) -> list[str]:
    """What the keyboard is at and looks no different, or too little so. It has the keyboard afterwards too."""
    window = focused.window()
    # A first picture has everything find its place that was still about to.
    window.grab()
    whole = part_of(focused)
    part = _in_sight(focused, whole)
    if len(stops(window)) == 1:
        # There is nothing that it could be mistaken for.
        return []
    place = QRect(focused.mapTo(window, part.topLeft()), part.size())
    around = place.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
    after = window.grab(around).toImage()
    focused.clearFocus()
    before = window.grab(around).toImage()
    focused.setFocus(Qt.FocusReason.TabFocusReason)
    # What is larger than its frame shows its ring at the sides that are in sight.
    edges = (part.left() == whole.left(), part.right() == whole.right(), part.top() == whole.top())
    in_sight = [side for side, shown in zip(_SIDES, (*edges, part.bottom() == whole.bottom()), strict=True) if shown]
    lacking = [side for side in in_sight if not _stands_out(before, after, side)]
    if not in_sight:
        return [f"{told_of(focused)} shows none of its sides"]
    return [f"{told_of(focused)} has no ring at {len(lacking)} sides"] if lacking else []


def _in_sight(widget: QWidget, place: QRect) -> QRect:
    """What of a part of *widget* no frame cuts off."""
    seen, here = QRect(place), widget
    while here is not widget.window():
        above = here.parentWidget()
        assert above is not None
        seen, here = seen.intersected(here.rect()).translated(here.pos()), above
    seen = seen.intersected(here.rect())
    return QRect(widget.mapFrom(here, seen.topLeft()), seen.size())


def _stands_out(before: QImage, after: QImage, side: tuple[int, int]) -> bool:
    """Whether one side shows a ring, at most places that it is looked at."""
    right, down = side
    length = after.height() if right else after.width()
    found = 0
    for part in (3, 5, 7):
        along = length * part // 10
        begin = QPoint(
            0 if right > 0 else after.width() - 1 if right else along,
            0 if down > 0 else after.height() - 1 if down else along,
        )
        pixels = [begin + QPoint(right, down) * step for step in range(_AROUND + _DEPTH)]
        pixels = [each for each in pixels if after.valid(each)]
        found += _has_ring([_colour(before, each) for each in pixels], [_colour(after, each) for each in pixels])
    return found >= 2


def _colour(image: QImage, place: QPoint) -> str:
    return image.pixelColor(place).name()


def _has_ring(before: list[str], after: list[str]) -> bool:
    """Whether pixels in a row have changed to one colour that stands out from both neighbours, or from before."""
    begin = 0
    while begin < len(after):
        end = begin
        while end < len(after) and contrast(after[end], after[begin]) < _ALIKE and after[end] != before[end]:
            end += 1
        if end - begin >= THICK:
            beside = [after[place] for place in (begin - 1, end) if 0 <= place < len(after)]
            if all(contrast(after[begin], other) >= PART_CONTRAST for other in beside):
                return True
            if all(contrast(before[place], after[place]) >= PART_CONTRAST for place in range(begin, end)):
                return True
        begin = max(end, begin + 1)
    return False
