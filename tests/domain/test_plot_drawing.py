"""Where the pieces of a plot stand: nothing outside, lengths in proportion, every bar to be pointed at."""

import pytest

from nsk_desktop.domain.plot import SERIES_FILLS, Bar, Fill, Part, Plot, Shape
from nsk_desktop.domain.plot_drawing import Box, Drawing, Stroke, Word, draw


def measure(text: str, size: float, bold: bool) -> float:
    return len(text) * size * (0.56 if bold else 0.5)


def plot(shape: Shape, *amounts: tuple[float, ...], label: str = "Gruppe") -> Plot:
    bars = tuple(
        Bar(f"{label} {n}", tuple(map(Part, parts, SERIES_FILLS)), f"{sum(parts):g}", parts)
        for n, parts in enumerate(amounts)
    )
    return Plot("Nået", shape, bars, tuple((fill, fill.value) for fill in SERIES_FILLS), ("Gruppe", "Antal"))


def solid(drawing: Drawing) -> list[Box]:
    """The solid part of each bar; the last such box is the sample in the legend."""
    return [piece for piece in drawing.pieces if isinstance(piece, Box) and piece.filled and piece.wide > 2][:-1]


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("width", [200.0, 520.0, 1400.0])
def test_everything_stands_inside(shape: Shape, width: float) -> None:
    drawing = draw(
        plot(shape, (5, 3, 2, 1, 4, 2), (0,), (40, 60), label="Et meget langt navn på en gruppe"), width, 10, measure
    )
    for piece in drawing.pieces:
        match piece:
            case Box():
                assert -0.1 <= piece.x <= piece.x + piece.wide <= width + 0.1
                assert -0.1 <= piece.y <= piece.y + piece.high <= drawing.height + 0.1
            case Stroke():
                assert -0.1 <= min(piece.x, piece.to_x) <= max(piece.x, piece.to_x) <= width + 0.1
            case Word():
                assert 0 <= piece.y <= drawing.height


def test_lengths_are_in_proportion() -> None:
    short, long = solid(draw(plot(Shape.BARS, (10,), (30,)), 600, 10, measure))
    assert long.wide == pytest.approx(3 * short.wide)
    low, high = solid(draw(plot(Shape.COLUMNS, (10,), (30,)), 600, 10, measure))
    assert high.high == pytest.approx(3 * low.high)


def test_every_bar_has_its_place_and_its_value_in_words() -> None:
    for shape in Shape:
        drawing = draw(plot(shape, (1,), (2,), (3,)), 600, 10, measure)
        assert len(drawing.places) == 3
        words = [piece.text for piece in drawing.pieces if isinstance(piece, Word)]
        assert {"1", "2", "3"} <= set(words)


def test_many_columns_leave_labels_out_and_long_names_are_cut() -> None:
    many = draw(plot(Shape.COLUMNS, *[(n,) for n in range(60)]), 300, 10, measure)
    labels = [piece for piece in many.pieces if isinstance(piece, Word) and piece.text.startswith("Gruppe")]
    assert 0 < len(labels) < 60
    named = draw(plot(Shape.BARS, (1,), label="Et meget langt navn" * 5), 300, 10, measure)
    assert any(isinstance(piece, Word) and piece.text.endswith("…") for piece in named.pieces)


def test_fillings_are_told_apart_without_colour() -> None:
    def kinds(fill: Fill) -> tuple[bool, int, int, bool]:
        one = Plot("", Shape.BARS, (Bar("", (Part(1, fill),), "", ()),), (), ("",))
        pieces = draw(one, 300, 10, measure).pieces
        boxes = [piece for piece in pieces if isinstance(piece, Box)]
        strokes = [piece for piece in pieces if isinstance(piece, Stroke) and not piece.axis]
        up = sum((stroke.to_y - stroke.y) * (stroke.to_x - stroke.x) < 0 for stroke in strokes)
        dashed = any(box.dashed for box in boxes)
        return (
            any(box.filled and box.wide > 2 for box in boxes),
            bool(up),
            bool(len(strokes) - up) + len(boxes) // 9,
            dashed,
        )

    assert len({kinds(fill) for fill in Fill}) == len(Fill)


def test_an_empty_plot_is_drawn_as_nothing() -> None:
    for shape in Shape:
        drawing = draw(Plot("", shape, (), (), ("",)), 300, 10, measure)
        assert drawing.places == ()
        assert drawing.height > 0


@pytest.mark.parametrize("columns", [2, 5, 8, 12, 18, 24])
@pytest.mark.parametrize("width", [260.0, 480.0, 700.0, 1100.0])
def test_no_name_stands_on_another(columns: int, width: float) -> None:
    drawing = draw(plot(Shape.COLUMNS, *[(9,)] * columns, label="september"), width, 12, measure)
    names = [piece for piece in drawing.pieces if isinstance(piece, Word) and piece.text.startswith("september")]
    halves = [measure(name.text, name.size, name.bold) / 2 for name in names]
    assert names
    for place in range(1, len(names)):
        gap = names[place].x - halves[place] - names[place - 1].x - halves[place - 1]
        assert gap > 3, (names[place - 1].text, names[place].text)
