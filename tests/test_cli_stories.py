"""`nsk stories` and the report as they are typed: what is told, with the figures behind it, and what is kept out."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.services import actors, method_cards, people, series, sessions, stories
from tests.command import done, new_store, nsk, opened

DAY = date(2025, 5, 1)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A story with meetings behind it, one without, and one that names somebody."""
    folder = new_store(tmp_path / "lager")
    with opened(folder) as desk:
        people.new_participant(desk, "Zarifa")
        group = series.new_series(desk, title="Kvindegruppen")
        fields = {"type": "dialogmøde", "themes": ["T1"], "target_groups": ["M1"], "state": "afholdt"}
        held = sessions.new_session(desk, title="Møde", day=DAY, series_id=group, **fields)
        sessions.set_headcount(desk, held, low=10, high=15)
        sessions.complete_session(desk, held)
        school = actors.new_actor(desk, "Skolen")
        told = {"title": "Et råd", "day": DAY, "themes": ["T1"], "in_report": True}
        stories.new_story(desk, **told, what="Dannede et råd", series=[group], actors=[school])
        stories.new_story(desk, title="=1+1", day=date(2025, 9, 1), themes=["T2"])
        stories.new_story(desk, title="Zarifas idé", day=DAY, themes=["T2"], in_report=True)
        method_cards.new_card(desk, title="Kaffe først", day=DAY)
    return folder


def test_each_story_says_what_it_rests_on_and_the_figures_behind_it(store: Path) -> None:
    found = json.loads(done("stories", "--store", store, "--json").out)
    assert found["format"] == 1
    rows = {row["title"]: row for row in found["stories"]}
    council = rows["Et råd"]
    assert council["attendances"] == {"lower": 10, "upper": 15}
    assert council["persons"] == {"registered": 0, "lower": 10, "upper": 15}
    assert council["sessions"] == {"held": 1, "not_counted": 0}
    assert [len(ids) for ids in council["rests_on"].values()] == [1, 0, 1, 0, 0, 0]
    assert rows["=1+1"]["sessions"]["held"] == 0
    assert "Dannede et råd" not in json.dumps(found, ensure_ascii=False)


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (("--theme", "T1"), ["Et råd"]),
        (("--actor", "skolen"), ["Et råd"]),
        (("--period", "2025h2"), ["=1+1"]),
        (("--period", "2025H1", "--theme", "T2"), ["Zarifas idé"]),
        (("--cards",), ["Kaffe først"]),
    ],
)
def test_only_what_is_asked_for(store: Path, options: tuple[str, ...], titles: list[str]) -> None:
    found = json.loads(done("stories", "--store", store, "--json", *options).out)
    assert [row["title"] for row in found["stories"]] == titles


def test_csv_has_a_line_for_each_and_no_formula(store: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(done("stories", "--store", store, "--csv").out)))
    by_title = {row["title"]: row for row in rows}
    assert "'=1+1" in by_title
    council = by_title["Et råd"]
    assert (council["themes"], council["held"], council["attendances_upper"], council["lower"]) == (
        "T1",
        "1",
        "15",
        "10",
    )


def test_in_words_with_the_interval(store: Path) -> None:
    assert "10-15" in done("stories", "--store", store).out
    assert "Der er ikke noget af den slags." in done("stories", "--store", store, "--theme", "T4").out


@pytest.mark.parametrize("options", [("--theme", "T9"), ("--actor", "Ingen"), ("--period", "2025H9")])
def test_what_is_not_there_is_refused_and_not_taken_for_nothing(store: Path, options: tuple[str, ...]) -> None:
    answer = nsk("stories", "--store", store, *options)
    assert answer.code == 2
    assert options[1] in answer.err


def test_the_report_tells_what_it_keeps_out_without_its_words(store: Path, tmp_path: Path) -> None:
    made = ("report", "activity", "--store", store, "--period", "2025H1", "--to", tmp_path / "a.pdf")
    words = done(*made).out
    assert "Holdt ude af den: Fortælling 01.05.2025. Den rummer navnet på en deltager i “Titel”." in words
    assert "Zarifa" not in words
    (held,) = json.loads(done(*made, "--json").out)["kept_out"]
    assert held["kind"] == "story"
    before = done("report", "activity", "--store", store, "--period", "2025H2", "--to", tmp_path / "b.pdf").out
    assert "Holdt ude" not in before
