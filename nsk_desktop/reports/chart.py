"""The chart of attendances over time: one drawing for paper and for the screen.

It is read without colour: what is registered is solid, what is only counted is hatched, what is
estimated is dashed, and every bar carries its number.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import STATE_DEFAULTS, Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from nsk_desktop.i18n import _, ngettext
from nsk_desktop.reports import fonts
from nsk_desktop.reports.rows import Bar
from nsk_desktop.reports.wording import interval, month, number

AXIS, LEGEND, NUMBERS = 26.0, 18.0, 13.0
HATCH = 3.6
SMALL, SMALLEST = 7.5, 5.0

# Every drawing begins by choosing this font, and what is chosen is listed in the file: Helvetica, not embedded.
STATE_DEFAULTS["fontName"] = fonts.REGULAR


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of a chart, all of them readable on *ground*."""

    text: str
    quiet: str
    bar: str
    on_bar: str
    ground: str


PAPER = Colours(text="#1A1A1A", quiet="#595959", bar="#004D99", on_bar="#FFFFFF", ground="#FFFFFF")
DARK = Colours(text="#F2F2F2", quiet="#B8B8B8", bar="#6CB4FF", on_bar="#0B0B0B", ground="#1E1E1E")


def draw_chart(bars: Sequence[Bar], width: float, height: float, colours: Colours = PAPER) -> Drawing:
    """The bars, *width* by *height* points."""
    fonts.load()
    drawing = Drawing(width, height)
    _Pen(drawing, colours, height).draw(bars)
    return drawing


def chart_page(drawing: Drawing) -> bytes:
    """The drawing alone, as a one-page PDF of its own size: what the screen renders."""
    target = BytesIO()
    canvas = Canvas(target, (drawing.width, drawing.height), invariant=1, initialFontName=fonts.REGULAR)
    canvas.setTitle("")
    renderPDF.draw(drawing, canvas, 0, 0)
    canvas.save()
    return target.getvalue()


def chart_title(bars: Sequence[Bar]) -> str:
    """What the chart shows."""
    months = bars[0].months if bars else 1
    if months == 1:
        return _("Attendances per month")
    if months == 3:
        return _("Attendances per quarter")
    if months == 6:
        return _("Attendances per half-year")
    return _("Attendances per year") if months == 12 else _("Attendances over time")


def describe_chart(bars: Sequence[Bar]) -> str:
    """The chart in one sentence, for those who cannot see it."""
    if not any(bar.high for bar in bars):
        return _("No attendances in the period.")
    most = max(bars, key=lambda bar: (bar.high, bar.low))
    return _("{title}: from {first} to {last}; most in {most} ({value}).").format(
        title=chart_title(bars),
        first=bar_name(bars[0]),
        last=bar_name(bars[-1]),
        most=bar_name(most),
        value=interval(most.low, most.high),
    )


def bar_name(bar: Bar) -> str:
    """The stretch of time with its year: mar 2025."""
    name = bar_label(bar)
    return name if bar.months > 6 else f"{name} {bar.first.year}"


def bar_label(bar: Bar) -> str:
    """What stands under the bar."""
    if bar.months == 1:
        return month(bar.first)
    if bar.months == 3:
        return _("Q{number}").format(number=bar.first.month // 3 + 1)
    if bar.months == 6:
        return _("H{number}").format(number=bar.first.month // 6 + 1)
    last = bar.first.year + bar.months // 12 - 1
    return str(bar.first.year) if bar.months == 12 else _years(bar.first.year, last)


def _years(first: int, last: int) -> str:
    """2024–28."""
    return f"{first}–{last % 100:02}"


class _Pen:
    """Draws the parts of one chart."""

    def __init__(self, drawing: Drawing, colours: Colours, height: float) -> None:
        self.drawing, self.colours = drawing, colours
        self.top = height - LEGEND - NUMBERS

    def draw(self, bars: Sequence[Bar]) -> None:
        """Everything, from the ground up."""
        width = self.drawing.width
        self._box(0, 0, width, self.drawing.height, fill=self.colours.ground)
        self._legend(bars)
        slot = width / max(len(bars), 1)
        most = max([bar.high for bar in bars], default=0) or 1
        for place, bar in enumerate(bars):
            self._bar(bar, place * slot, slot, (self.top - AXIS) / most)
            self._labels(bar, place * slot, slot, place == 0 or bars[place - 1].first.year != bar.first.year)
        self.drawing.add(Line(0, AXIS, width, AXIS, strokeColor=HexColor(self.colours.quiet), strokeWidth=0.8))

    def _bar(self, bar: Bar, left: float, slot: float, scale: float) -> None:
        wide = min(slot * 0.62, 46.0)
        x = left + (slot - wide) / 2
        solid, hatched, top = (AXIS + value * scale for value in (bar.registered, bar.low, bar.high))
        if top > hatched:
            self._box(x, hatched, wide, top - hatched, line=self.colours.bar, dashed=True)
        if hatched > solid:
            self._hatched(x, solid, wide, hatched - solid)
        if solid > AXIS:
            self._box(x, AXIS, wide, solid - AXIS, fill=self.colours.bar, line=self.colours.bar)
        middle = left + slot / 2
        if solid - AXIS > SMALL + 4 and bar.high > bar.registered:
            self._word(number(bar.registered), middle, AXIS + 4, wide - 2, self.colours.on_bar)
        label = interval(bar.low, bar.high)
        self._word(label, middle, top + 4, slot - 2, self.colours.text, fonts.BOLD)

    def _labels(self, bar: Bar, left: float, slot: float, year: bool) -> None:
        middle = left + slot / 2
        name = bar_name(bar) if year else bar_label(bar)
        self._word(name, middle, AXIS - 11, slot - 2, self.colours.text)
        if bar.not_counted:
            note = ngettext("{number} not counted", "{number} not counted", bar.not_counted)
            self._word(note.format(number=number(bar.not_counted)), middle, AXIS - 21, slot - 1, self.colours.quiet)

    def _legend(self, bars: Sequence[Bar]) -> None:
        y, side, x = self.drawing.height - 10, 9.0, 0.0
        keys: list[tuple[str, Callable[[float], None]]] = [
            (
                _("Registered one by one"),
                lambda x: self._box(x, y, side, side, fill=self.colours.bar, line=self.colours.bar),
            )
        ]
        if any(bar.anonymous_low for bar in bars):
            keys.append((_("Counted without a name"), lambda x: self._hatched(x, y, side, side)))
        if any(bar.high > bar.low for bar in bars):
            keys.append(
                (
                    _("Perhaps as many as this (estimate)"),
                    lambda x: self._box(x, y, side, side, line=self.colours.bar, dashed=True),
                )
            )
        words = "".join(text for text, _paint in keys)
        size = fonts.fitting_size(words, fonts.REGULAR, SMALL + 0.5, 1, self.drawing.width - len(keys) * (side + 18))
        for text, paint in keys:
            paint(x)
            self.drawing.add(
                String(
                    x + side + 4,
                    y + 1.5,
                    text,
                    fontName=fonts.REGULAR,
                    fontSize=size,
                    fillColor=HexColor(self.colours.text),
                )
            )
            x += side + 18 + fonts.width(text, fonts.REGULAR, size)

    def _hatched(self, x: float, y: float, wide: float, high: float) -> None:
        """A box of slanting lines, each cut at the edges by hand: a clip path would paint black on a screen."""
        self._box(x, y, wide, high, fill=self.colours.ground)
        offset = -high + HATCH / 2
        while offset < wide:
            start, end = max(offset, 0.0), min(offset + high, wide)
            self.drawing.add(
                Line(
                    x + start,
                    y + start - offset,
                    x + end,
                    y + end - offset,
                    strokeColor=HexColor(self.colours.bar),
                    strokeWidth=0.7,
                )
            )
            offset += HATCH
        self._box(x, y, wide, high, line=self.colours.bar)

    def _box(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        fill: str | None = None,
        line: str | None = None,
        dashed: bool = False,
    ) -> None:
        self.drawing.add(
            Rect(
                x,
                y,
                wide,
                high,
                fillColor=HexColor(fill) if fill else None,
                strokeColor=HexColor(line) if line else None,
                strokeWidth=0.8,
                strokeDashArray=[2, 1.6] if dashed else None,
            )
        )

    def _word(self, text: str, middle: float, y: float, room: float, colour: str, font: str = fonts.REGULAR) -> None:
        """*text* around *middle*, small enough for *room*."""
        size = fonts.fitting_size(text, font, SMALL, SMALLEST, room)
        self.drawing.add(
            String(middle, y, text, fontName=font, fontSize=size, textAnchor="middle", fillColor=HexColor(colour))
        )
