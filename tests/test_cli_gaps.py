"""`nsk gaps`: what is missing, as words, JSON and CSV, without the name of anybody."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.services import follow_ups, people, sessions
from tests.command import done, new_store, nsk, opened
from tests.services.test_periods import meeting


@pytest.fixture
def store(tmp_path: Path) -> Path:
    made = new_store(tmp_path / "lager")
    with opened(made) as desk:
        meeting(desk, "Solsikke", "Valmue", day=date(2025, 3, 4))
        one, other = people.list_participants(desk)
        people.judge_pair(desk, one.id, other.id, PairVerdict.POSSIBLY)
        follow_ups.new_follow_up(desk, date(2025, 3, 5), "Ring til Solsikke")
        sessions.new_session(desk, day=date(2025, 3, 11), title="Ekstra")
        sessions.new_session(desk, day=date(2024, 9, 3), title="Før")
    return made


def test_every_gap_has_its_half_year_its_kind_and_its_record(store: Path) -> None:
    found = done("gaps", "--store", store, "--json").json["gaps"]
    told = [(one["half_year"], one["kind"], one["title"], one["keeps_out"]) for one in found if one["kind"] != "file"]
    assert ("2024H2", "session", "Før 03.09.2024", True) in told
    assert ("2025H1", "session", "Ekstra 11.03.2025", True) in told
    assert ("2025H1", "follow_up", "", False) in told
    assert all(one["reason"] for one in found)


def test_one_half_year_as_csv_is_what_the_json_says(store: Path) -> None:
    found = done("gaps", "--period", "2025h1", "--store", store, "--json").json["gaps"]
    page = done("gaps", "--period", "2025H1", "--store", store, "--csv").out
    rows = list(csv.DictReader(io.StringIO(page)))
    assert [(row["kind"], row["id"], row["reason"]) for row in rows] == [
        (one["kind"], one["id"] or "", one["reason"]) for one in found
    ]
    assert {one["half_year"] for one in found} == {"2025H1"}


@pytest.mark.parametrize("way", [(), ("--json",), ("--csv",)])
def test_nobody_is_named(store: Path, way: tuple[str, ...]) -> None:
    said = done("gaps", "--store", store, *way).out
    assert "Ekstra" in said, "control: titles of meetings are there"
    assert "Solsikke" not in said
    assert "Valmue" not in said


def test_what_is_no_half_year_is_said(store: Path) -> None:
    answer = nsk("gaps", "--period", "2025", "--store", store)
    assert answer.code == 2
    assert "2025H1" in answer.err
