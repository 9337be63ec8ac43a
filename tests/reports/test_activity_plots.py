"""The plots of the printed summary: every name and value of the definition, neutral, and their numbers as tables."""

from dataclasses import replace

import pytest

from nsk_desktop.domain.plot import Bar, Fill, Part, Plot, Shape
from nsk_desktop.reports.activity import make_activity
from nsk_desktop.reports.activity_plots import neutral
from tests.reports.pages import fonts_not_embedded, page_texts, read, text
from tests.reports.summaries import PLOTS, plot, summary


def test_every_name_and_value_of_a_plot_is_on_paper_with_what_must_be_said_of_it() -> None:
    file = text(make_activity(summary(12)))
    for shown in PLOTS.values():
        for bar in shown.bars:
            assert bar.label in file
            assert bar.value in file
        assert (shown.note in file) == bool(shown.bars)


def test_control_another_plot_gives_another_page() -> None:
    made = summary(12)
    other = replace(made, plots={**PLOTS, "over time": plot("Borgere over tid", 41, 52, 64)})
    assert "64-67" in text(make_activity(other))
    assert "64-67" not in text(make_activity(made))


def test_a_plot_that_shows_nothing_has_no_heading() -> None:
    assert "Pengene" not in text(make_activity(summary(12)))


def test_the_numbers_stand_in_a_table_too() -> None:
    file = text(make_activity(summary(12)))
    assert "I alt indtil da Gruppe Mindst Højst Navn 1 41 44 Navn 2 71 74 Navn 3 91 94" in file


def test_a_wide_table_is_turned() -> None:
    cells = tuple(range(100, 112))
    bars = tuple(Bar(day, (Part(1, Fill.SOLID),), "1", cells) for day in ("mandag", "tirsdag"))
    wide = Plot("Ugedage", Shape.BARS, bars, (), ("Dag", *(f"Tema {place}" for place in range(12))))
    file = text(make_activity(replace(summary(3), plots={"weekdays": wide})))
    assert "Dag mandag tirsdag Tema 0 100 100 Tema 1 101 101" in file


@pytest.mark.parametrize("many", [1, 48, 200])
def test_any_number_of_bars_goes_onto_pages(many: int) -> None:
    plots = {name: plot(name, *range(many), shape=shape) for name, shape in (("over time", Shape.COLUMNS),)}
    file = make_activity(replace(summary(3), plots=plots))
    assert len(page_texts(file)) < 12
    assert fonts_not_embedded(file) == set()


def test_a_plot_tells_neither_what_the_effort_is_about_nor_of_letters_that_cannot_be_printed() -> None:
    told = plot("Oplæg om negativ social kontrol نادي", 3, 4)
    told = replace(told, bars=(replace(told.bars[0], label="Negativ social kontrol 🎉"), *told.bars[1:]))
    file = make_activity(replace(summary(3), plots={"over time": told}, curves=(told,)))
    assert "kontrol" not in text(file).lower()
    assert "kontrol" not in str(read(file).outline).lower()
    assert "indsatsen […]" in text(file)


def test_control_an_ordinary_plot_is_printed_as_it_is() -> None:
    assert neutral(PLOTS["growth"]) == PLOTS["growth"]


def test_it_is_said_that_small_numbers_are_not_hidden() -> None:
    assert "Små tal står, som de er." in text(make_activity(summary(3)))
