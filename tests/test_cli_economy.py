"""`nsk economy` as it is typed: in words, as JSON and as CSV, in every grouping, with the rows behind."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.services import budget, economy, initiatives, sessions
from nsk_desktop.services.economy_answer import as_json
from tests.command import done, new_store, nsk, opened

DAY = date(2025, 3, 6)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The effort's own budget, an initiative with a meeting, and money on it, on staff and on nothing."""
    folder = new_store(tmp_path_factory.mktemp("economy") / "lager")
    with opened(folder) as desk:
        budget.enter_granted(desk)
        garden = initiatives.new_initiative(desk, "Haven", themes=["T2"], budget_ore=500_000)
        fields = {"type": "åbent arrangement", "themes": ["T1"], "target_groups": ["M1"], "state": "afholdt"}
        held = sessions.new_session(desk, title="Åbent hus", day=DAY, initiative_id=garden, **fields)
        sessions.set_headcount(desk, held, low=10, high=16)
        sessions.complete_session(desk, held)
        budget.new_posting(desk, DAY, text="Kaffe", amount_ore=80_000, session_id=held)
        budget.new_posting(desk, DAY, text="Jord", amount_ore=20_001, initiative_id=garden, state="disponeret")
        budget.new_posting(desk, DAY, text="Løn", amount_ore=13_000_000, kind="medarbejder")
        budget.new_posting(desk, date(2026, 8, 1), text="=Retur", amount_ore=-100)
    return folder


def test_the_effort_s_table_is_told_in_words_as_it_was_granted(store: Path) -> None:
    lines = [" ".join(line.split()) for line in done("economy", "--store", store).out.splitlines()]
    table = [line for line in lines if line.startswith("2024") or line.startswith("I alt 8.000.000,00 kr.")]
    assert table[0].startswith("2024 Medarbejder 1.600.000,00 kr.")
    assert table[1].startswith("2024 Aktivitet 400.000,00 kr.")
    assert table[2].startswith("2024 I alt 2.000.000,00 kr.")
    assert any(line.startswith("I alt 8.000.000,00 kr.") for line in table)
    assert any("800,00 kr." in line and "50,00 kr. til 80,00 kr." in line for line in lines)
    assert any("=Retur, -1,00 kr.: Beløbet er under nul" in line for line in lines)


@pytest.mark.parametrize("by", ["year", "kind", "theme", "initiative"])
@pytest.mark.parametrize("period", ["", "2025", "2025H1", "2026h2"])
def test_every_grouping_is_what_the_window_counts(store: Path, by: str, period: str) -> None:
    answer = done("economy", "--by", by, "--period", period, "--explain", "--json", "--store", store).json
    with opened(store) as desk:
        assert answer == as_json(*economy.explained(desk, by, period.upper()))
    assert answer["total"]["used_ore"] == sum(group["used_ore"] for group in answer["groups"])
    assert answer["explained"][0]["how"]


def test_a_cost_is_told_from_booked_with_committed_and_with_staff(store: Path) -> None:
    whole = done("economy", "--period", "2025", "--json", "--store", store).json["whole"]
    assert (whole["sessions"], whole["citizens_lower"], whole["citizens_upper"]) == (1, 10, 16)
    assert whole["per_session_booked_ore"] == 80_000
    assert whole["per_session_committed_ore"] == 100_001
    assert whole["per_session_booked_with_staff_ore"] == 13_080_000
    assert (whole["per_citizen_least_booked_ore"], whole["per_citizen_most_booked_ore"]) == (5_000, 8_000)
    assert (whole["per_citizen_least_committed_ore"], whole["per_citizen_most_committed_ore"]) == (6_250, 10_001)


def test_the_same_as_csv(store: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(done("economy", "--csv", "--store", store).out)))
    assert len(rows) == 8 + 4 + 1
    granted = {(row["key"], row["part"]): row["budget_ore"] for row in rows}
    assert granted["2027", "medarbejder"] == "160000000"
    assert granted["2027", "aktivitet"] == "40000000"
    assert (granted["2027", ""], granted["", ""]) == ("200000000", "800000000")
    assert (rows[-1]["sessions"], rows[-1]["citizens_lower"], rows[-1]["booked_ore"]) == ("1", "10", "13079900")


def test_the_rows_behind_as_csv_add_up_to_their_groups(store: Path) -> None:
    by = ("--by", "initiative", "--store", store)
    behind = list(csv.DictReader(io.StringIO(done("economy", *by, "--explain", "--csv").out)))
    groups = done("economy", *by, "--json").json["groups"]
    for group in groups:
        assert sum(int(row["share_ore"]) for row in behind if row["key"] == group["key"]) == group["used_ore"]
    assert {row["text"] for row in behind} == {"Kaffe", "Jord", "Løn", "'=Retur"}
    assert {group["label"] for group in groups} == {"Haven", "Uden initiativ"}


def test_how_a_figure_is_computed_is_told_in_words(store: Path) -> None:
    out = done("economy", "--by", "theme", "--explain", "--store", store).out
    assert "Bogført, pr. borger: mindst 800,00 kr. delt med 16, altså 50,00 kr." in out
    assert "temaerne kan ikke lægges sammen" in out


@pytest.mark.parametrize("period", ["2025H3", "i fjor", "1", "99999", "2025-01-01"])
def test_another_word_than_a_year_or_a_half_year_is_refused(store: Path, period: str) -> None:
    answer = nsk("economy", "--period", period, "--store", store)
    assert (answer.code, answer.out) == (2, "")
    assert "er ikke et år eller et halvår" in answer.err


def test_another_grouping_is_refused_with_those_there_are(store: Path) -> None:
    answer = nsk("economy", "--by", "gender", "--store", store)
    assert answer.code == 2
    assert "year, kind, theme, initiative" in answer.err
