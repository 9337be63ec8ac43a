"""Where the pieces of a plot stand: nothing outside, lengths in proportion, every bar to be pointed at."""

from dataclasses import replace

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
    named = draw(plot(Shape.BARS, (1,), label="Et meget langt navn" * 15), 300, 10, measure)
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


INTERVALS = [(float(10 + place * 37 % 90),) for place in range(48)]


def values(drawing: Drawing) -> list[Word]:
    return [piece for piece in drawing.pieces if isinstance(piece, Word) and piece.bold]


@pytest.mark.parametrize("columns", [1, 12, 24, 48])
@pytest.mark.parametrize("width", [260.0, 520.0, 1100.0])
def test_no_value_stands_on_a_column_or_on_another_value(columns: int, width: float) -> None:
    told = plot(Shape.COLUMNS, *INTERVALS[:columns])
    drawing = draw(
        replace(told, bars=tuple(replace(bar, value=f"{bar.value}-1.000") for bar in told.bars)), width, 9, measure
    )
    there = values(drawing)
    assert any(word.text.startswith(f"{max(INTERVALS[:columns])[0]:g}-") for word in there), "the highest is told"
    boxes = [
        (word.x - measure(word.text, word.size, True) / 2, word.x + measure(word.text, word.size, True) / 2, word.y)
        for word in there
    ]
    for place, (left, right, y) in enumerate(boxes):
        for column in solid(drawing):
            assert right < column.x or left > column.x + column.wide or column.y > y
        for other_left, other_right, other_y in boxes[place + 1 :]:
            assert right < other_left or left > other_right or abs(y - other_y) >= 9 * 0.6


def test_where_there_is_room_every_value_stands_in_one_size() -> None:
    there = values(draw(plot(Shape.COLUMNS, *INTERVALS[:24]), 520, 9, measure))
    assert len(there) == 24
    assert len({word.size for word in there}) == 1


def test_a_long_name_is_told_whole_on_several_lines() -> None:
    name = "Fællesskaber, forældrenetværk og unges rettigheder nummer"
    drawing = draw(plot(Shape.BARS, (1,), (2,), label=name), 300, 10, measure)
    lines = [piece for piece in drawing.pieces if isinstance(piece, Word) and piece.place == 1]
    assert " ".join(line.text for line in lines) == f"{name} 0 {name} 1"
    assert len({line.y for line in lines}) == len(lines) > 2
    for line in lines:
        assert line.x - measure(line.text, line.size, False) >= -0.1


@pytest.mark.parametrize("letters", range(10, 40))
def test_a_name_of_any_length_begins_inside(letters: int) -> None:
    drawing = draw(plot(Shape.BARS, (1,), label="x" * letters), 300, 10, measure)
    for line in (piece for piece in drawing.pieces if isinstance(piece, Word) and piece.place == 1):
        assert line.x - measure(line.text, line.size, False) >= -0.1


def test_a_long_meaning_of_a_filling_is_told_whole() -> None:
    told = replace(plot(Shape.BARS, (1,)), legend=((Fill.SOLID, "et meget langt navn på noget " * 4),))
    drawing = draw(told, 240, 10, measure)
    words = [piece for piece in drawing.pieces if isinstance(piece, Word) and "navn" in piece.text]
    assert len(words) > 1
    for word in words:
        assert word.x + measure(word.text, word.size, False) <= 240
        assert word.y <= drawing.height
