"""The checks of the screens themselves: each finds the fault that it is there for, and lets the right thing pass."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.plot import Bar, Fill, Part, Plot, Shape
from nsk_desktop.ui.plot_view import PlotView
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.text import pill
from tests.ui import sized, spoken
from tests.ui.conftest import show


@dataclass(frozen=True)
class Row:
    id: int = 1


def _labelled(word: str) -> QWidget:
    whole = QWidget()
    layout = QVBoxLayout(whole)
    line = QLineEdit()
    if word:
        made = QLabel(word)
        made.setBuddy(line)
        layout.addWidget(made)
        line.setAccessibleName(word)
    layout.addWidget(line)
    return whole


def _icon_button(name: str) -> QWidget:
    made = QToolButton()
    made.setText("✕")
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made


def _boxes(spoken_text: str) -> QWidget:
    column = Column(
        "Navn", lambda row: row.id, lambda _row: "", checked=lambda _row: True, spoken=lambda _row: spoken_text
    )
    made = Table((column,), "Liste")
    made.show_rows([Row()])
    return made


def _problem(name: str) -> QWidget:
    made = QLabel("Skriv en dato, der findes.")
    made.setAccessibleName(name)
    return made


def _pill(text: str) -> QWidget:
    made = pill("Klar", "good")
    made.setText(text)
    return made


def _chart(name: str) -> QWidget:
    whole = QWidget()
    layout = QVBoxLayout(whole)
    chart = PlotView(name)
    bar = Bar("Trivsel", (Part(1, Fill.SOLID), Part(1, Fill.HATCHED)), "1-2", (1, 2))
    chart.show_plot(Plot(name, Shape.BARS, (bar,), (), ("Gruppe", "Mindst", "Højst")))
    table = Table((Column("Navn", lambda row: row.id),), "De samme tal")
    for each in (chart, table):
        layout.addWidget(each)
    return whole


def _small(side: int) -> QWidget:
    made = QCheckBox()
    made.setAccessibleName("Ja")
    made.setFixedSize(side, side)
    return made


def _narrow(width: int) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    made = QPushButton("Gem og afslut mødet")
    made.setFixedWidth(width)
    row.addWidget(made)
    return whole


def _laid_over(down: int) -> QWidget:
    whole = QWidget()
    layout = QVBoxLayout(whole)
    for _number in range(2):
        layout.addWidget(QPushButton("Åbn"))
    whole.resize(200, 200)
    layout.activate()
    layout.setEnabled(False)
    first, second = (layout.itemAt(place).widget() for place in range(2))  # type: ignore[union-attr]
    assert first is not None
    assert second is not None
    second.move(first.x(), first.y() + down)
    return whole


def _wide(width: int) -> QWidget:
    area = QScrollArea()
    inner = QWidget()
    inner.setFixedSize(width, 50)
    area.setWidget(inner)
    area.resize(300, 120)
    return area


FAULTS: list[tuple[spoken.Check, Callable[[], QWidget], Callable[[], QWidget]]] = [
    (spoken.nameless, lambda: _labelled(""), lambda: _labelled("Titel")),
    (spoken.unlabelled, lambda: _labelled(""), lambda: _labelled("Titel")),
    (spoken.wordless, lambda: _icon_button(""), lambda: _icon_button("Luk")),
    (spoken.silent_boxes, lambda: _boxes(""), lambda: _boxes("Åse Ødegård: til stede")),
    (spoken.hiding, lambda: _problem("Fejl"), lambda: _problem("")),
    (spoken.wordless_pills, lambda: _pill("✓"), lambda: _pill("✓ Klar")),
    (spoken.mute_charts, lambda: _chart(""), lambda: _chart("Rækkevidde")),
    (sized.small, lambda: _small(12), lambda: _small(24)),
    (sized.cut_off, lambda: _narrow(40), lambda: _narrow(300)),
    (sized.overlapping, lambda: _laid_over(5), lambda: _laid_over(60)),
    (sized.sideways, lambda: _wide(600), lambda: _wide(100)),
]


@pytest.mark.parametrize(("check", "bad", "good"), FAULTS, ids=[fault[0].__name__ for fault in FAULTS])
def test_a_check_finds_its_fault_and_nothing_else(
    qtbot: QtBot, check: spoken.Check, bad: Callable[[], QWidget], good: Callable[[], QWidget]
) -> None:
    faulty, right = bad(), good()
    for each in (faulty, right):
        show(qtbot, each)
    assert check(faulty)
    assert check(right) == []


def test_a_list_that_is_sorted_and_does_not_tell_is_found(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table((Column("Navn", lambda row: row.id),), "Liste")
    table.show_rows([Row(1), Row(2)])
    table.sort_by(0)
    show(qtbot, table)
    assert spoken.headless(table) == []
    monkeypatch.setattr(table.rows, "_sorted", None)
    assert spoken.headless(table)
