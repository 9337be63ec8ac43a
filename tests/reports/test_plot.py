"""A plot as a file: the same numbers in SVG, PDF and workbook, and nothing in them is taken for something else."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import fromstring

import openpyxl
from pypdf import PdfReader

from nsk_desktop.domain.plot import Bar, Fill, Part, Plot, Shape
from nsk_desktop.reports.plot import NOTE, WIDTH, measure, plot_book, plot_pdf, plot_svg

PLOT = Plot(
    "Nået & <set>",
    Shape.BARS,
    (
        Bar("=1+1", (Part(3, Fill.SOLID), Part(4, Fill.HATCHED)), "3-7", (3, 7)),
        Bar("Ældre", (Part(5, Fill.DOTTED),), "5", (5, 5)),
    ),
    ((Fill.SOLID, "mindst"), (Fill.HATCHED, "højst")),
    ("Gruppe", "Mindst", "Højst"),
    "Kan ikke lægges sammen.",
)


def test_the_drawing_says_what_it_shows() -> None:
    root = fromstring(plot_svg(PLOT))
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == "Nået & <set>"
    assert root.findtext(f"{space}desc") == "=1+1: 3-7; Ældre: 5. Kan ikke lægges sammen."
    words = [node.text for node in root.iter(f"{space}text")]
    assert {"=1+1", "3-7", "Ældre", "5", "mindst"} <= set(words)


def test_the_page_has_the_same_words_and_embeds_its_letters() -> None:
    page: Any = PdfReader(BytesIO(plot_pdf(PLOT))).pages[0]
    text = page.extract_text()
    assert all(word in text for word in ("Nået & <set>", "3-7", "Ældre", "højst", "Kan ikke lægges sammen."))
    fonts = page["/Resources"]["/Font"]
    assert all("+" in fonts[name]["/BaseFont"] for name in fonts), "a font is not embedded"


def test_the_workbook_has_the_numbers_as_numbers_and_words_as_words() -> None:
    sheet = openpyxl.load_workbook(BytesIO(plot_book(PLOT))).active
    assert sheet is not None
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=3, max_row=5)]
    assert rows == [("Gruppe", "Mindst", "Højst"), ("=1+1", 3, 7), ("Ældre", 5, 5)]
    assert sheet["A4"].data_type == "s"


def test_a_long_note_is_told_whole_within_the_page_and_in_the_drawing() -> None:
    note = " ".join(f"ord{number}" for number in range(60))
    plot = replace(PLOT, note=note)
    words = [node.text or "" for node in fromstring(plot_svg(plot)).iter("{http://www.w3.org/2000/svg}text")]
    lines = [word for word in words if word.startswith("ord")]
    assert " ".join(lines) == note
    assert len(lines) > 1
    assert max(measure(line, NOTE, False) for line in lines) <= WIDTH < measure(note, NOTE, False)
    printed = PdfReader(BytesIO(plot_pdf(plot))).pages[0].extract_text()
    assert "ord0 ord1" in printed
    assert "ord59" in printed
