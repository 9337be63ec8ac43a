"""The printed summary draws the very plots that the screen shows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from nsk_desktop.domain.codes import Indicator
from nsk_desktop.domain.plot import Plot
from nsk_desktop.domain.plot_drawing import Drawing, Word, draw
from nsk_desktop.measures.money_plot import money_plot
from nsk_desktop.measures.targets import targets_plot
from nsk_desktop.reports import plot as on_paper
from nsk_desktop.reports.activity import make_activity
from nsk_desktop.reports.activity_plots import AFTER_BRIDGES, APPENDIX, MAIN
from nsk_desktop.reports.page import WIDTH
from nsk_desktop.services import demo, economy, reports, targets
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.reach_overview import overview
from nsk_desktop.services.reports import MOST_CURVES
from tests.reports.pages import text
from tests.services.test_sessions import YEAR

TODAY = date(2025, 12, 1)


def words(drawing: Drawing) -> list[str]:
    return [piece.text for piece in drawing.pieces if isinstance(piece, Word)]


def on_screen(desk: Desk) -> dict[str, Plot]:
    """As the pages Overview and Economy make them."""
    found = overview(desk, *YEAR, "theme").plots
    return {
        **found,
        "targets": targets_plot(targets.progress(desk, TODAY)),
        "money": money_plot("year", economy.economy(desk, "year").groups),
    }


def test_paper_and_screen_have_the_same_definition_of_every_plot(desk: Desk) -> None:
    demo.fill(desk, 1)
    summary = reports.activity_summary(desk, *YEAR, TODAY)
    assert summary.plots == on_screen(desk)
    assert list(summary.curves) == list(overview(desk, *YEAR).curves.values())[:MOST_CURVES]
    assert {*MAIN, *AFTER_BRIDGES, *APPENDIX} | {"groups"} == set(summary.plots)
    assert all(plot.bars for plot in summary.plots.values())


def test_the_same_names_and_values_are_drawn_on_both(desk: Desk) -> None:
    """Only how wide the letters are differs: with those of paper the screen's drawing is that on paper."""
    demo.fill(desk, 1)
    summary = reports.activity_summary(desk, *YEAR, TODAY)
    file = text(make_activity(summary))
    shown = on_screen(desk)
    for name in (*MAIN, *AFTER_BRIDGES, *APPENDIX):
        assert shown[name].title in file
        drawn = words(draw(shown[name], WIDTH, on_paper.SIZE, on_paper.measure))
        assert drawn
        assert [word for word in drawn if word not in file] == []


def test_control_one_attendance_more_is_another_definition(desk: Desk) -> None:
    demo.fill(desk, 1)
    summary = reports.activity_summary(desk, *YEAR, TODAY)
    bar = summary.plots["over time"].bars[0]
    changed = replace(
        summary.plots["over time"], bars=(replace(bar, value="9.999"), *summary.plots["over time"].bars[1:])
    )
    assert changed != on_screen(desk)["over time"]
    assert "9.999" not in text(make_activity(summary))
    assert "9.999" in text(make_activity(replace(summary, plots={**summary.plots, "over time": changed})))


def test_only_targets_of_the_period_are_on_paper(desk: Desk) -> None:
    targets.new_target(desk, TODAY, indicator=Indicator.PERSONS, period="2024", value=10)
    targets.new_target(desk, TODAY, indicator=Indicator.PERSONS, period="2025", value=20)
    found = reports.activity_summary(desk, *YEAR, TODAY).plots["targets"]
    assert ["2025" in bar.label for bar in found.bars] == [True]


@pytest.mark.parametrize("days", [0, 40, 1500])
def test_an_empty_store_prints_without_plots(desk: Desk, days: int) -> None:
    summary = reports.activity_summary(desk, YEAR[0], YEAR[0] + timedelta(days), TODAY)
    file = text(make_activity(summary))
    assert not any(plot.bars for name, plot in summary.plots.items() if name != "money")
    assert "Ingen fremmøder i perioden." in file
    assert "Diagrammernes tal" not in file
