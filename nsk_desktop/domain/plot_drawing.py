"""Where everything of a plot stands: boxes, strokes and words, whoever draws them. Down is positive, as on a screen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from nsk_desktop.domain.plot import Bar, Fill, Plot, Shape

Measure = Callable[[str, float, bool], float]
"""How wide a text is, in a size, and bold or not."""
LABEL_SHARE, COLUMN_HEIGHT, MOST_WIDE = 0.42, 13.0, 4.2
STEP = 5.0
"""Between the lines of a hatching."""
GAP = 0.8
"""Between two words beside each other, of their size."""
TWO_LINES = 0.88
"""A name on two lines is so much smaller."""
SMALLEST = 0.7
"""A word is made smaller down to this share of its size before it is left out."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: filled, or only an outline."""

    x: float
    y: float
    wide: float
    high: float
    filled: bool = False
    outlined: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line; of the axis, or of a hatching."""

    x: float
    y: float
    to_x: float
    to_y: float
    axis: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A text with its baseline at *y*, and *x* at its start (-1), middle (0) or end (1)."""

    x: float
    y: float
    text: str
    size: float
    place: int = -1
    bold: bool = False


Piece = Box | Stroke | Word


@dataclass(frozen=True, slots=True)
class Drawing:
    """All pieces of a plot, and where each bar lies, so that it can be pointed at."""

    width: float
    height: float
    pieces: tuple[Piece, ...]
    places: tuple[Box, ...]


def draw(plot: Plot, width: float, size: float, measure: Measure) -> Drawing:
    """*plot*, *width* wide, in letters of *size*. It is as high as it needs to be."""
    return _Drafter(plot, width, size, measure).draw()


def in_lines(text: str, width: float, size: float, measure: Measure) -> list[str]:
    """*text* in lines that are not wider than *width*, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size, False) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


class _Drafter:
    def __init__(self, plot: Plot, width: float, size: float, measure: Measure) -> None:
        self.plot, self.width, self.size, self.measure = plot, width, size, measure
        self.pieces: list[Piece] = []
        self.places: list[Box] = []
        self.y = 0.0

    def draw(self) -> Drawing:
        if self.plot.shape is Shape.BARS:
            self._bars()
        else:
            self._columns()
        self._legend()
        return Drawing(self.width, self.y, tuple(self.pieces), tuple(self.places))

    def _bars(self) -> None:
        """Bars under each other: the name at the left, the value behind each."""
        bars, line = self.plot.bars, self.size * 2.3
        names = max([self.measure(bar.label, self.size, False) for bar in bars], default=0)
        left = min(names + self.size, self.width * LABEL_SHARE)
        right = max([self.measure(bar.value, self.size, True) for bar in bars], default=0) + self.size * 1.2
        scale = max(self.width - left - right, self.size * 2) / (_longest(bars) or 1)
        for bar in bars:
            top, middle = self.y + line * 0.14, self.y + line / 2 + self.size * 0.36
            high = line * 0.72
            self._name(bar.label, left - self.size * 0.5, middle)
            place = left
            if bar.frame is not None:
                self.pieces.append(Box(left, top - 2, bar.frame * scale, high + 4, outlined=True))
            for part in bar.parts:
                self._fill(Box(place, top, max(part.amount, 0) * scale, high), part.fill)
                place += max(part.amount, 0) * scale
            end = left + max(bar.length, 0) * scale
            self.pieces.append(Word(end + self.size * 0.5, middle, bar.value, self.size, -1, bold=True))
            self.places.append(Box(0, self.y, self.width, line))
            self.y += line
        self.pieces.append(Stroke(left, 0, left, self.y, axis=True))
        self.y += self.size * 0.6

    def _name(self, text: str, right: float, y: float) -> None:
        """The name of a bar; a long one on two lines, a little smaller, and cut only if it needs more."""
        room = right - self.size * 0.1
        if self.measure(text, self.size, False) <= room:
            self.pieces.append(Word(right, y, text, self.size, 1))
            return
        size = self.size * TWO_LINES
        first, *others = in_lines(text, room, size, self.measure) or [""]
        lines = [first, " ".join(others)] if others else [first]
        for line, rise in zip(lines, (-0.52, 0.52) if others else (0.0,), strict=True):
            self.pieces.append(Word(right, y + rise * self.size, self._cut(line, room, size), size, 1))

    def _columns(self) -> None:
        """Columns beside each other: the value above, the name below, where there is room for them."""
        bars, high = self.plot.bars, self.size * COLUMN_HEIGHT
        slot = self.width / max(len(bars), 1)
        wide = min(slot * 0.64, self.size * MOST_WIDE)
        ground, top = self.size * 1.8 + high, self.size * 1.8
        scale = high / (_longest(bars) or 1)
        every = self._every([bar.label for bar in bars], slot, bold=False)
        values = self._every([bar.value for bar in bars], slot, bold=True)
        for number, bar in enumerate(bars):
            left, middle = number * slot + (slot - wide) / 2, number * slot + slot / 2
            place = ground
            if bar.frame is not None:
                framed, beside = bar.frame * scale, min(2.0, wide * 0.12)
                self.pieces.append(Box(left - beside, ground - framed, wide + 2 * beside, framed, outlined=True))
            for part in bar.parts:
                amount = max(part.amount, 0) * scale
                self._fill(Box(left, place - amount, wide, amount), part.fill)
                place -= amount
            if number % values == 0:
                self._word(
                    bar.value, middle, ground - bar.length * scale - self.size * 0.5, _room(values, slot), bold=True
                )
            if number % every == 0:
                self._word(bar.label, middle, ground + self.size * 1.4, _room(every, slot), bold=False)
            self.places.append(Box(number * slot, top - self.size * 1.6, slot, high + self.size * 3.4))
        self.pieces.append(Stroke(0, ground, self.width, ground, axis=True))
        self.y = ground + self.size * 2.4

    def _every(self, texts: Sequence[str], slot: float, *, bold: bool) -> int:
        """Every text has room, or every second, or every third …"""
        widest = max([self.measure(text, self.size * SMALLEST, bold) for text in texts], default=0) + self.size * GAP
        every = 1
        while _room(every, slot) < widest and every < len(texts):
            every += 1
        return every

    def _word(self, text: str, middle: float, y: float, room: float, *, bold: bool) -> None:
        taken = self.measure(text, self.size, bold)
        room -= self.size * GAP
        size = self.size if taken <= room else max(self.size * SMALLEST, self.size * room / taken)
        half = self.measure(text, size, bold) / 2
        self.pieces.append(Word(min(max(middle, half), self.width - half), y, text, size, 0, bold))

    def _legend(self) -> None:
        """What the fillings mean, on as many lines as it takes."""
        if not self.plot.legend:
            return
        side, x = self.size, 0.0
        self.y += self.size * 0.4
        for fill, text in self.plot.legend:
            taken = side * 1.5 + self.measure(text, self.size, False)
            if x and x + taken > self.width:
                x, self.y = 0.0, self.y + self.size * 1.7
            self._fill(Box(x, self.y, side, side), fill)
            first, *others = in_lines(text, self.width - side * 1.5, self.size, self.measure) or [""]
            self.pieces.append(Word(x + side * 1.5, self.y + side * 0.86, first, self.size))
            for line in others:
                self.y += self.size * 1.4
                self.pieces.append(Word(x + side * 1.5, self.y + side * 0.86, line, self.size))
            x += taken + self.size * 1.6
        self.y += self.size * 1.6

    def _fill(self, box: Box, fill: Fill) -> None:
        if box.wide <= 0 or box.high <= 0:
            return
        if fill is Fill.SOLID:
            self.pieces.append(Box(box.x, box.y, box.wide, box.high, filled=True))
            return
        if fill in (Fill.HATCHED, Fill.CROSSED):
            self.pieces += _slanting(box)
        if fill in (Fill.BACKWARDS, Fill.CROSSED):
            self.pieces += [_mirrored(stroke, box) for stroke in _slanting(box)]
        if fill is Fill.DOTTED:
            self.pieces += _dots(box)
        self.pieces.append(Box(box.x, box.y, box.wide, box.high, outlined=True, dashed=fill is Fill.OPEN))

    def _cut(self, text: str, room: float, size: float) -> str:
        """*text*, with an ellipsis where there is too little room."""
        if self.measure(text, size, False) <= room:
            return text
        while text and self.measure(text + "…", size, False) > room:
            text = text[:-1]
        return text.rstrip() + "…"


def _room(every: int, slot: float) -> float:
    """How wide a word may be that stands at every so many columns. The first and last are moved in from the edge."""
    return slot if every == 1 else min(every * slot, (every + 0.5) * slot / 1.5)


def _longest(bars: Sequence[Bar]) -> float:
    return max([bar.length for bar in bars], default=0)


def _slanting(box: Box) -> Iterator[Stroke]:
    """Lines from lower left to upper right, cut at the edges by hand: a clip path would paint black in some viewers."""
    offset = -box.high + STEP / 2
    while offset < box.wide:
        start, end = max(offset, 0.0), min(offset + box.high, box.wide)
        low = box.y + box.high
        yield Stroke(box.x + start, low - (start - offset), box.x + end, low - (end - offset))
        offset += STEP


def _mirrored(stroke: Stroke, box: Box) -> Stroke:
    middle = 2 * box.x + box.wide
    return Stroke(middle - stroke.x, stroke.y, middle - stroke.to_x, stroke.to_y)


def _dots(box: Box) -> Iterator[Box]:
    side, y, row = 1.6, box.y + STEP / 2, 0
    while y + side <= box.y + box.high:
        x = box.x + STEP / 2 + (STEP / 2 if row % 2 else 0)
        while x + side <= box.x + box.wide:
            yield Box(x, y, side, side, filled=True)
            x += STEP
        y, row = y + STEP / 1.6, row + 1
