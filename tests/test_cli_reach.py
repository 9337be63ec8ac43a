"""`nsk reach` as it is typed: filters, groups by series and initiative, and everything behind the figure."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.services import effort, initiatives, people, series, sessions
from nsk_desktop.services.effort import Residents
from tests.command import YEAR, done, exported, merged, new_store, new_workbook, nsk, opened, reach_of


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Two meetings of a series with an initiative, and one outside with people nobody named."""
    folder = new_store(tmp_path / "lager")
    with opened(folder) as desk:
        started = initiatives.new_initiative(desk, title="Åbne døre")
        standing = series.new_series(desk, title="Kvindegruppen", initiative_id=started)
        ids = [people.new_participant(desk, alias, birth_year=1985, gender="kvinde") for alias in ("Rose", "Iris")]
        for month, here in ((3, ids), (9, ids[:1])):
            fields = {"type": "netværks-/kvindegruppe", "themes": ["T2"], "target_groups": ["M1"], "state": "afholdt"}
            meeting = sessions.new_session(
                desk, title="Kvinder", day=date(2025, month, 4), series_id=standing, initiative_id=started, **fields
            )
            for id in here:
                sessions.set_presence(desk, meeting, id, "til stede")
            sessions.complete_session(desk, meeting)
        alone = sessions.new_session(
            desk,
            title="Åbent hus",
            day=date(2025, 5, 6),
            type="åbent arrangement",
            themes=["T1"],
            target_groups=["M1"],
            state="afholdt",
        )
        sessions.set_headcount(desk, alone, low=10, high=15)
        sessions.complete_session(desk, alone)
    return folder


def test_meetings_are_grouped_by_series_and_by_initiative(store: Path) -> None:
    by_series = reach_of("--store", store, "--by", "series")["groups"]
    assert [(group["label"], group["persons"]["registered"], group["sessions"]["held"]) for group in by_series] == [
        ("Kvindegruppen", 2, 2),
        ("Uden forløb", 0, 1),
    ]
    labels = [group["label"] for group in reach_of("--store", store, "--by", "initiative")["groups"]]
    assert labels == ["Åbne døre", "Uden initiativ"]


def test_filters_are_combined_and_said_in_the_answer(store: Path) -> None:
    found = reach_of("--store", store, "--only", "series=kvindegruppen", "--only", "half-year=2025H2")
    assert found["persons"] == {"registered": 1, "lower": 1, "upper": 1}
    assert found["only"]["half-year"] == ["2025H2"]
    themes = reach_of("--store", store, "--only", "theme=T1;T2")
    assert themes["persons"] == reach_of("--store", store)["persons"] == {"registered": 2, "lower": 10, "upper": 17}
    assert reach_of("--store", store, "--only", "age=30-59")["persons"] == {"registered": 2, "lower": 2, "upper": 17}
    assert "only" not in reach_of("--store", store)


def test_the_workbook_answers_the_same_questions(store: Path, tmp_path: Path) -> None:
    workbook = new_workbook(tmp_path / "central.xlsx")
    merged(workbook, exported(store, tmp_path / "ud"))
    for asked in (("--by", "series"), ("--by", "initiative"), ("--only", "initiative=åbne døre"), ("--explain",)):
        assert reach_of("--workbook", workbook, *asked) == reach_of("--store", store, *asked), asked


def test_the_account_of_a_figure_names_the_meetings_and_what_would_narrow_it(store: Path) -> None:
    account = reach_of("--store", store, "--explain")["explained"]
    assert account["lower"]["number"] == 10
    assert account["upper"]["number"] == account["upper"]["registered"] + account["upper"]["anonymous"] == 17
    assert [row["title"] for row in account["sessions"]] == ["Kvinder", "Åbent hus", "Kvinder"]
    assert account["lower"]["sessions"] == [account["sessions"][1]["session"]]
    names, number = account["narrower"]
    assert (names["what"], names["title"], names["people"]) == ("names", "Åbent hus", {"min": 10, "max": 15})
    assert number["narrower"] == {"min": 5, "max": 5}
    text = done("reach", *YEAR, "--store", store, "--explain").out
    assert "Mindst 10: så mange var til Åbent hus 06.05.2025" in text
    assert "Registrér de 10-15 uden navn med navn eller alias." in text


def test_a_filter_for_what_is_not_there_is_refused_and_not_taken_for_nobody(store: Path) -> None:
    assert "Fædregruppen" in nsk("reach", *YEAR, "--store", store, "--only", "series=Fædregruppen").refusal
    assert "theme=T1" in nsk("reach", *YEAR, "--store", store, "--only", "farve=rød").refusal
    assert "theme=T1" in nsk("reach", *YEAR, "--store", store, "--only", "T1").refusal


def test_the_share_of_the_residents_stands_beside_the_figure_and_who_is_reached_less(store: Path) -> None:
    assert reach_of("--store", store, "--residents")["residents"] is None
    with opened(store) as desk:
        for gender, number in (("kvinde", 40), ("mand", 3)):
            effort.put_residents(desk, Residents(2025, "30-59", gender, number, "DST"))
    found = reach_of("--store", store, "--residents")["residents"]
    assert (found["year"], found["total"]["residents"]) == (2025, 43)
    assert found["total"]["reached"] == {"lower": 0, "upper": 17}
    men = next(one for one in found["groups"] if (one["age"], one["gender"]) == (None, "mand"))
    assert (men["residents"], men["reached"]) == (3, None)
    assert found["under_reached"] == []
    assert "residents" not in reach_of("--store", store)
    said = done("reach", "--store", store, *YEAR, "--residents").out
    assert "Andel af beboerne i 2025" in said
    assert "for få" in said


def test_a_workbook_knows_no_residents(store: Path, tmp_path: Path) -> None:
    answer = nsk("reach", *YEAR, "--residents", "--workbook", new_workbook(tmp_path / "central.xlsx"))
    assert answer.code != 0
    assert "egne data" in answer.err


def test_the_same_as_csv_with_a_line_for_the_whole_and_one_for_each_group(store: Path) -> None:
    rows = table("--store", store, "--by", "theme")
    found = reach_of("--store", store, "--by", "theme")
    assert [row["key"] for row in rows] == ["all", *(group["key"] for group in found["groups"])]
    for row, one in zip(rows, (found, *found["groups"]), strict=True):
        persons = {name: int(row[name]) for name in ("registered", "lower", "upper")}
        assert persons == one["persons"]
        assert int(row["sessions_held"]) == one["sessions"]["held"]
    assert (rows[0]["attendances_min"], rows[0]["attendances_max"]) == ("13", "18")


def test_the_rows_behind_the_figure_as_csv(store: Path) -> None:
    with opened(store) as desk:
        fields = {"type": "forløb/workshop", "themes": ["T1"], "mode": "ikke optalt", "state": "afholdt"}
        meeting = sessions.new_session(desk, title="=1+1", day=date(2025, 6, 1), target_groups=["M1"], **fields)
        sessions.complete_session(desk, meeting)
    rows = table("--store", store, "--explain")
    assert [(row["date"], row["registered"], row["anonymous_max"]) for row in rows] == [
        ("2025-09-04", "1", "0"),
        ("2025-06-01", "0", "0"),
        ("2025-05-06", "0", "15"),
        ("2025-03-04", "2", "0"),
    ]
    assert (rows[1]["title"], rows[1]["counted"]) == ("'=1+1", "0")


def test_the_shares_as_csv_say_nothing_of_a_few(store: Path) -> None:
    assert table("--store", store, "--residents") == []
    with opened(store) as desk:
        for gender, number in (("kvinde", 40), ("mand", 3)):
            effort.put_residents(desk, Residents(2025, "30-59", gender, number, "DST"))
    rows = {(row["age"], row["gender"]): row for row in table("--store", store, "--residents")}
    assert (rows["", ""]["residents"], rows["", ""]["reached_max"]) == ("43", "17")
    assert [rows["", "mand"][name] for name in ("residents", "reached_max", "share_max")] == ["3", "", ""]
    assert nsk("reach", *YEAR, "--store", store, "--csv", "--explain", "--residents").code != 0


def table(*arguments: object) -> list[dict[str, str]]:
    """`nsk reach --csv` as rows."""
    return list(csv.DictReader(io.StringIO(done("reach", *YEAR, *arguments, "--csv").out, newline="")))
