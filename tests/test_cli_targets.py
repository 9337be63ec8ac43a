"""`nsk targets` as it is typed: in words, as JSON and as CSV, on any day, with what contradicts itself."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import Indicator
from nsk_desktop.services import sessions, targets
from tests.command import done, new_store, nsk, opened

YEAR = date(2025, 1, 1)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A meeting in March with people nobody named, and targets that it reaches, perhaps reaches and does not."""
    folder = new_store(tmp_path / "lager")
    with opened(folder) as desk:
        fields = {"type": "åbent arrangement", "themes": ["T1"], "target_groups": ["M1"], "state": "afholdt"}
        held = sessions.new_session(desk, title="Åbent hus", day=date(2025, 3, 6), **fields)
        sessions.set_headcount(desk, held, low=10, high=15)
        sessions.complete_session(desk, held)
        targets.new_target(desk, YEAR, value=12)
        targets.new_target(desk, YEAR, value=10, theme="T1")
        targets.new_target(desk, YEAR, value=2, indicator=Indicator.MEETINGS)
        targets.new_target(desk, YEAR, value=20, period="2026")
    return folder


def test_every_target_says_how_it_stands_and_how_much_time_is_gone(store: Path) -> None:
    found = json.loads(done("targets", "--store", store, "--on", "2025-07-02", "--json").out)
    assert (found["format"], found["on"], found["problems"]) == (1, "2025-07-02", [])
    rows = {(row["indicator"], row["period"], row["theme"]): row for row in found["targets"]}
    whole = rows["borgere nået", "2025", None]
    assert (whole["target"], whole["now"], whole["status"]) == (12, {"lower": 10, "upper": 15}, "perhaps")
    assert whole["time_gone"] == round(183 / 365, 3)
    assert (whole["from"], whole["to"]) == ("2025-01-01", "2025-12-31")
    assert rows["borgere nået", "2025", "T1"]["status"] == "reached"
    assert rows["møder afholdt", "2025", None]["status"] == "not-yet"
    coming = rows["borgere nået", "2026", None]
    assert (coming["now"], coming["status"], coming["time_gone"]) == (None, "not-begun", 0)


def test_on_a_day_before_the_meeting_nothing_is_reached(store: Path) -> None:
    found = json.loads(done("targets", "--store", store, "--on", "2025-03-05", "--json").out)
    assert {row["status"] for row in found["targets"]} == {"not-yet", "not-begun"}
    assert found["targets"][0]["now"] == {"lower": 0, "upper": 0}


def test_the_same_as_csv(store: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(done("targets", "--store", store, "--on", "2025-12-31", "--csv").out)))
    assert [(row["target"], row["lower"], row["upper"], row["status"]) for row in rows] == [
        ("20", "", "", "not-begun"),
        ("12", "10", "15", "perhaps"),
        ("10", "10", "15", "reached"),
        ("2", "1", "1", "not-reached"),
    ]


def test_in_words_with_what_contradicts_itself(store: Path) -> None:
    with opened(store) as desk:
        targets.new_target(desk, YEAR, value=30)
    said = done("targets", "--store", store, "--on", "2025-07-02").out
    assert "måske nået" in said
    assert "Borgere nået, 2025: Et andet mål siger 12 for det samme." in said


def test_without_targets_it_is_said(tmp_path: Path) -> None:
    said = done("targets", "--store", new_store(tmp_path / "tomt")).out
    assert "ingen mål endnu" in said


def test_control_a_day_that_is_none_is_refused(store: Path) -> None:
    assert nsk("targets", "--store", store, "--on", "31/2").code != 0
