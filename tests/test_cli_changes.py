"""`nsk changes`: what moved the figures of a signed half-year, as words, JSON and CSV, without the name of anybody."""

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.services import people, periods, sessions
from tests.command import done, new_store, nsk, opened
from tests.services.test_periods import HALF, TODAY, meeting


@pytest.fixture
def store(tmp_path: Path) -> Path:
    made = new_store(tmp_path / "lager")
    with opened(made) as desk:
        first = meeting(desk, "Solsikke", "Valmue")
        periods.sign(desk, HALF, "ME", TODAY)
        meeting(desk, "Anemone", title="Ekstra", day=date(2025, 4, 1))
        sessions.set_presence(desk, first, people.list_participants(desk, "Valmue")[0].id, None)
        sessions.set_headcount(desk, first, low=2, high=3)
    return made


def test_the_steps_add_up_in_json(store: Path) -> None:
    (found,) = done("changes", "--period", "2025h1", "--store", store, "--json").json["half_years"]
    steps = Counter[str]()
    for change in found["changes"]:
        steps.update(change["steps"])
    for name, figure in found["figures"].items():
        assert figure["signed"] + steps[name] + figure["unexplained"] == figure["now"], name
    assert (found["half_year"], found["signed_on"], found["intact"], found["behind"]) == (
        HALF,
        "2025-08-01",
        True,
        False,
    )
    assert len(found["seal"]) == 64
    assert {(one["kind"], one["what"]) for one in found["changes"]} == {
        ("session", "added"),
        ("attendance", "added"),
        ("attendance", "removed"),
        ("headcount", "added"),
    }
    assert all(one["session"] for one in found["changes"])


def test_every_step_is_a_line_of_the_csv(store: Path) -> None:
    page = done("changes", "--store", store, "--csv").out
    lines = list(csv.DictReader(io.StringIO(page)))
    of = [line for line in lines if line["figure"] == "attendances_registered"]
    assert [(line["what"], line["step"]) for line in of] == [("added", "1"), ("removed", "-1")], "the earliest first"
    sums = Counter[str]()
    for line in lines:
        sums[line["figure"]] += int(line["step"])
    for line in lines:
        assert int(line["signed"]) + sums[line["figure"]] == int(line["now"])


def test_nobody_is_named(store: Path) -> None:
    for form in ("--json", "--csv", "--store"):
        said = done("changes", "--store", store, *([form] if form != "--store" else [])).out
        assert not [name for name in ("Solsikke", "Valmue", "Anemone", "ME,") if name in said], form


def test_in_words_each_moved_figure_has_its_line(store: Path) -> None:
    said = done("changes", "--store", store).out
    assert "1. halvår 2025" in said
    assert "Borgere nået, højst" in said
    assert "Uforklaret" in said
    with opened(store) as desk:
        periods.reopen(desk, HALF)
        periods.sign(desk, HALF, "ME", TODAY)
    assert "Der er ikke ændret noget" in done("changes", "--store", store).out
    with opened(store) as desk:
        periods.reopen(desk, HALF)
    assert done("changes", "--store", store).out.strip() == "Intet halvår er underskrevet."


@pytest.mark.parametrize(
    ("typed", "code", "told"), [("2025H1", 0, ""), ("2024H2", 1, "Ingen har underskrevet"), ("2025H3", 2, "halvår")]
)
def test_a_half_year_that_is_not_signed_or_none_is_told(store: Path, typed: str, code: int, told: str) -> None:
    said = nsk("changes", "--period", typed, "--store", store)
    assert said.code == code
    assert told in said.err
