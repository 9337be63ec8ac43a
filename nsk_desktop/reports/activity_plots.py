"""The plots of the activity summary: the same ones as on the screen, and their numbers as tables."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from nsk_desktop.domain.plot import Plot, show_cell
from nsk_desktop.i18n import _
from nsk_desktop.reports import fonts
from nsk_desktop.reports.page import QUIET, WIDTH, bookmark, style
from nsk_desktop.reports.plot import plot_sheet
from nsk_desktop.reports.tables import make_table
from nsk_desktop.reports.text import paragraph, printable

MAIN = ("over time", "weekdays", "often")
"""What the steering group asks first: how many, when and about what, and whether they come again."""
AFTER_BRIDGES = ("bridges", "targets", "money")
APPENDIX = ("attendances", "growth", "series")
"""What somebody may look up; each series follows."""
WITH_TABLE = ("over time", "growth", "attendances", "weekdays", "series", "money")
"""Those that have more numbers than stand at their bars."""
MOST_ACROSS = 7
"""A table with more columns is turned, where it has fewer rows."""


def draw_plots(plots: Mapping[str, Plot], names: Sequence[str]) -> list[Flowable]:
    """The plots called *names*, each with its heading and what must be said of it; those that show nothing are left."""
    return [_drawn(plots[name]) for name in names if name in plots and plots[name].bars]


def draw_appendix(plots: Mapping[str, Plot], curves: Sequence[Plot]) -> list[Flowable]:
    """The plots that are looked up, and the numbers that do not stand at a bar."""
    shown = [plots[name] for name in WITH_TABLE if name in plots and plots[name].bars]
    drawn = [*draw_plots(plots, APPENDIX), *[_drawn(curve) for curve in curves]]
    if not shown:
        return drawn
    title = _("The numbers of the plots")
    heading = bookmark(paragraph(title, style(13.5, 1.3, bold=True, spaceBefore=7 * mm, spaceAfter=2)), title)
    return [
        *drawn,
        CondPageBreak(60 * mm),
        heading,
        *[part for plot in shown for part in _table(plot)],
    ]


def neutral(plot: Plot) -> Plot:
    """*plot* in words that may be printed: no letters that the fonts lack, and never what the effort is about."""
    return replace(
        plot,
        title=printable(plot.title),
        bars=tuple(replace(bar, label=printable(bar.label), value=printable(bar.value)) for bar in plot.bars),
        legend=tuple((fill, printable(text)) for fill, text in plot.legend),
        note=printable(plot.note, 2000),
    )


def _drawn(plot: Plot) -> Flowable:
    fonts.load()
    title = printable(plot.title)
    heading = bookmark(paragraph(title, style(13.5, 1.3, bold=True, spaceBefore=7 * mm, spaceAfter=5)), title)
    note = paragraph(plot.note, style(9, textColor=QUIET))
    return KeepTogether([heading, plot_sheet(neutral(plot), WIDTH), Spacer(0, 1 * mm), note])


def _table(plot: Plot) -> list[Flowable]:
    """The numbers of *plot*; weekdays stand across, because there may be many themes."""
    lines = [list(plot.headings), *([show_cell(cell) for cell in row] for row in plot.rows())]
    if len(lines[0]) > MOST_ACROSS >= len(lines) - 1:
        lines = [list(column) for column in zip(*lines, strict=True)]
    first = 0.34 if len(lines[0]) <= MOST_ACROSS else 0.3
    widths = [WIDTH * first, *([WIDTH * (1 - first) / (len(lines[0]) - 1)] * (len(lines[0]) - 1))]
    table = make_table(lines[0], lines[1:], widths, right=range(1, len(lines[0])), longest=80)
    head = paragraph(plot.title, style(10, 1.3, bold=True, spaceBefore=4 * mm, spaceAfter=3))
    return [KeepTogether([head, table])] if len(lines) <= 16 else [CondPageBreak(45 * mm), head, table]
