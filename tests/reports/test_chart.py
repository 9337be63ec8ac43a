"""The chart can be read in black and white and told in a sentence."""

from datetime import date

from reportlab.graphics.shapes import Drawing, Line, Rect, String

from nsk_desktop.reports.chart import DARK, PAPER, Colours, bar_name, chart_page, describe_chart, draw_chart
from nsk_desktop.reports.rows import Bar
from tests.reports.pages import fonts_not_embedded, read, text

BARS = (
    Bar(date(2025, 11, 1), 1, 30, 5, 5),
    Bar(date(2025, 12, 1), 1, 10, 20, 26, 1),
    Bar(date(2026, 1, 1), 1),
)


def words(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.contents if isinstance(shape, String)]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_bar_carries_its_number_and_its_month() -> None:
    shown = words(draw_chart(BARS, 400, 160))
    for text_of_bar in ("35", "30–36", "0", "nov 2025", "dec", "jan 2026", "1 ikke optalt", "30", "10"):
        assert text_of_bar in shown


def test_kinds_of_people_differ_by_pattern_and_not_by_colour_alone() -> None:
    drawing = draw_chart(BARS, 400, 160)
    boxes = [shape for shape in drawing.contents if isinstance(shape, Rect)]
    assert any(box.strokeDashArray for box in boxes)
    assert sum(isinstance(shape, Line) for shape in drawing.contents) > 20
    named = words(drawing)
    assert {"Registreret enkeltvis", "Talt uden navn", "Måske så mange (skøn)"} <= set(named)


def test_the_legend_names_only_what_is_drawn() -> None:
    named = words(draw_chart([Bar(date(2025, 1, 1), 1, 30)], 400, 160))
    assert "Talt uden navn" not in named
    assert "Måske så mange (skøn)" not in named


def test_everything_stays_inside_the_drawing() -> None:
    for width, height in ((180.0, 110.0), (400.0, 160.0), (900.0, 300.0)):
        drawing = draw_chart(BARS, width, height)
        left, bottom, right, top = drawing.getBounds()
        assert left >= -2
        assert bottom >= -2
        assert right <= width + 2
        assert top <= height + 2


def test_hatching_stays_inside_its_box() -> None:
    drawing = draw_chart([Bar(date(2025, 1, 1), 1, 0, 9, 9)], 300, 150)
    boxes = [shape for shape in drawing.contents if isinstance(shape, Rect) and shape.width < 299]
    slanting = [shape for shape in drawing.contents if isinstance(shape, Line) and shape.y1 != shape.y2]
    assert slanting
    for line in slanting:
        assert any(
            box.x - 0.01 <= line.x1 <= line.x2 <= box.x + box.width + 0.01
            and box.y - 0.01 <= line.y1 <= line.y2 <= box.y + box.height + 0.01
            for box in boxes
        )


def test_the_chart_can_be_told_in_a_sentence() -> None:
    told = "Fremmøder pr. måned fra nov 2025 til jan 2026. Flest i dec 2025 (30–36)."
    assert describe_chart(BARS) == told
    assert describe_chart([]) == "Ingen fremmøder i perioden."


def test_the_screen_gets_the_same_drawing_as_a_page_of_its_size() -> None:
    page = chart_page(draw_chart(BARS, 400, 160, DARK))
    box = read(page).pages[0].mediabox
    assert (float(box.width), float(box.height)) == (400, 160)
    assert "30–36" in text(page)
    assert fonts_not_embedded(page) == set()
    assert page == chart_page(draw_chart(BARS, 400, 160, DARK))


def test_no_bars_and_thousands_of_people_can_be_drawn() -> None:
    draw_chart([], 400, 160)
    draw_chart([Bar(date(2025, 1, 1), 1, 10**7, 10**7, 10**8)] * 12, 200, 100)


def test_names_of_stretches_of_time() -> None:
    names = [bar_name(Bar(date(2024, 7, 1), months)) for months in (1, 3, 6, 12, 24, 120)]
    assert names == ["jul 2024", "3. kvt. 2024", "2. halvår 2024", "2024", "2024–25", "2024–33"]


def test_colours_stand_out_on_paper_and_on_a_dark_screen() -> None:
    for colours in (PAPER, DARK):
        assert contrast(colours.text, colours.ground) >= 4.5
        assert contrast(colours.quiet, colours.ground) >= 4.5
        assert contrast(colours.on_bar, colours.bar) >= 4.5
        assert contrast(colours.bar, colours.ground) >= 3


def test_control_a_pale_bar_would_not_stand_out() -> None:
    pale = Colours(text="#1A1A1A", quiet="#595959", bar="#C8DCF0", on_bar="#FFFFFF", ground="#FFFFFF")
    assert contrast(pale.bar, pale.ground) < 3
