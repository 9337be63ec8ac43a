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
SMALLER, LEADING, MOST_LINES = 0.88, 1.16, 4
"""A name on several lines: how much smaller, how far the lines are apart, and how many they are at most."""
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
        bars = self.plot.bars
        names = max([self.measure(bar.label, self.size, False) for bar in bars], default=0)
        left = min(names + self.size, self.width * LABEL_SHARE)
        right = max([self.measure(bar.value, self.size, True) for bar in bars], default=0) + self.size * 1.2
        scale = max(self.width - left - right, self.size * 2) / (_longest(bars) or 1)
        names_in_lines, most = self._names(left - self.size * 0.6)
        line = self.size * max(2.3, most * SMALLER * LEADING + 0.7)
        high = self.size * 1.66
        for bar, (size, lines) in zip(bars, names_in_lines, strict=True):
            top, middle = self.y + (line - high) / 2, self.y + line / 2
            self._name(lines, size, left - self.size * 0.5, middle)
            place = left
            if bar.frame is not None:
                self.pieces.append(Box(left, top - 2, bar.frame * scale, high + 4, outlined=True))
            for part in bar.parts:
                self._fill(Box(place, top, max(part.amount, 0) * scale, high), part.fill)
                place += max(part.amount, 0) * scale
            end = left + max(bar.length, 0) * scale
            y = middle + self.size * 0.36
            self.pieces.append(Word(end + self.size * 0.5, y, bar.value, self.size, -1, bold=True))
            self.places.append(Box(0, self.y, self.width, line))
            self.y += line
        self.pieces.append(Stroke(left, 0, left, self.y, axis=True))
        self.y += self.size * 0.6

    def _names(self, room: float) -> tuple[list[tuple[float, list[str]]], int]:
        """The size and lines of each bar's name, and the most lines that one needs; what needs more is cut."""
        found = []
        for bar in self.plot.bars:
            size = self.size
            lines = [bar.label]
            if self.measure(bar.label, size, False) > room:
                size *= SMALLER
                lines = in_lines(bar.label, room, size, self.measure) or [""]
            if len(lines) > MOST_LINES:
                lines = [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]
            found.append((size, [self._cut(line, room, size) for line in lines]))
        return found, max([len(lines) for _size, lines in found], default=1)

    def _name(self, lines: Sequence[str], size: float, right: float, middle: float) -> None:
        """The name of a bar, its lines around *middle*."""
        for number, line in enumerate(lines):
            rise = (number - (len(lines) - 1) / 2) * size * LEADING
            self.pieces.append(Word(right, middle + rise + size * 0.36, line, size, 1))

    def _columns(self) -> None:
        """Columns beside each other: the value above, the name below, where there is room for them."""
        bars, high = self.plot.bars, self.size * COLUMN_HEIGHT
        slot = self.width / max(len(bars), 1)
        wide = min(slot * 0.64, self.size * MOST_WIDE)
        ground, top = self.size * 1.8 + high, self.size * 1.8
        scale = high / (_longest(bars) or 1)
        every = self._every([bar.label for bar in bars], slot)
        size = self._fitting([bar.label for bar in bars[::every]], _room(every, slot), bold=False)
        for number, bar in enumerate(bars):
            left, middle = number * slot + (slot - wide) / 2, number * slot + slot / 2
            place = ground
            if bar.frame is not None:
                framed, beside = bar.frame * scale, min(2.0, wide * 0.06)
                self.pieces.append(Box(left - beside, ground - framed, wide + 2 * beside, framed, outlined=True))
            for part in bar.parts:
                amount = max(part.amount, 0) * scale
                self._fill(Box(left, place - amount, wide, amount), part.fill)
                place -= amount
            if number % every == 0:
                self._word(bar.label, middle, ground + self.size * 1.4, size, bold=False)
            self.places.append(Box(number * slot, top - self.size * 1.6, slot, high + self.size * 3.4))
        self._values(slot, wide, ground, scale)
        self.pieces.append(Stroke(0, ground, self.width, ground, axis=True))
        self.y = ground + self.size * 2.4

    def _values(self, slot: float, wide: float, ground: float, scale: float) -> None:
        """The value above each column. Where they have no room beside each other: of the highest, as many as have."""
        bars = self.plot.bars
        texts = [bar.value for bar in bars]
        tops = [ground - bar.length * scale for bar in bars]
        every = self._every(texts, slot, bold=True) == 1
        size = self._fitting(texts, slot, bold=True) if every else self.size * SMALLER
        placed: list[Box] = []
        for number in sorted(range(len(bars)), key=lambda number: (-bars[number].length, number)):
            half, y = self.measure(texts[number], size, True) / 2, tops[number] - self.size * 0.5
            middle = min(max((number + 0.5) * slot, half), self.width - half)
            box = Box(middle - half, y - size, 2 * half, size * 1.1)
            others = (Box((n + 0.5) * slot - wide / 2, top, wide, ground - top) for n, top in enumerate(tops))
            if every or not any(_meet(box, other, size * GAP / 2) for other in (*placed, *others)):
                self._word(texts[number], middle, y, size, bold=True)
                placed.append(box)

    def _every(self, texts: Sequence[str], slot: float, *, bold: bool = False) -> int:
        """Every text has room, or every second, or every third …"""
        widest = max([self.measure(text, self.size * SMALLEST, bold) for text in texts], default=0) + self.size * GAP
        every = 1
        while _room(every, slot) < widest and every < len(texts):
            every += 1
        return every

    def _fitting(self, texts: Sequence[str], room: float, *, bold: bool) -> float:
        """The size that all of *texts* have room in; no smaller than can be read."""
        widest = max([self.measure(text, self.size, bold) for text in texts], default=0)
        share = (room - self.size * GAP) / widest if widest else 1
        return self.size * min(1.0, max(share, SMALLEST))

    def _word(self, text: str, middle: float, y: float, size: float, *, bold: bool) -> None:
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


def _meet(one: Box, other: Box, apart: float) -> bool:
    """Whether two boxes lie over each other, or side by side nearer than *apart*."""
    beside = one.x - apart < other.x + other.wide and other.x < one.x + one.wide + apart
    return beside and one.y < other.y + other.high and other.y < one.y + one.high


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
