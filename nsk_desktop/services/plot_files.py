"""Plots of the open store, and plots as files: what is saved is what is seen."""

from collections.abc import Callable, Mapping
from pathlib import Path

from nsk_desktop.domain.plot import Plot
from nsk_desktop.reports.output import write_file
from nsk_desktop.reports.plot import plot_book, plot_pdf, plot_svg

ENDINGS: Mapping[str, Callable[[Plot], bytes]] = {".svg": plot_svg, ".pdf": plot_pdf, ".xlsx": plot_book}
"""How a plot is written, by the ending of the file."""


def save_plot(plot: Plot, path: Path) -> None:
    """Write *plot* as a drawing (SVG, PDF) or its numbers as a workbook, whichever *path* ends in."""
    write_file(path, ENDINGS[path.suffix.lower()](plot))


def save_picture(content: bytes, path: Path) -> None:
    """Write a picture that was made on the screen."""
    write_file(path, content)
