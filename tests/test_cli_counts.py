"""`nsk export --profile aggregates`: what the user is told, in words and as JSON, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.services import demo, periods
from tests.command import done, new_store, new_workbook, nsk, opened

TODAY = date(2026, 2, 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a demo year, whose first half-year is signed."""
    return signed(tmp_path_factory.mktemp("færdig") / "lager")


def signed(folder: Path) -> Path:
    """Such a store, of which nothing was given out."""
    place = new_store(folder)
    with opened(place) as desk:
        demo.fill(desk, 1)
        periods.reopen(desk, "2025H1")
        periods.sign(desk, "2025H1", "AB", TODAY)
    return place


def counts(store: Path, to: Path, *more: object) -> list[object]:
    return ["export", "--profile", "aggregates", "--store", store, "--to", to, *more]


def test_the_file_of_a_half_year_is_made_once_and_again_the_same(tmp_path: Path) -> None:
    made = signed(tmp_path / "lager")
    first = done(*counts(made, tmp_path / "1", "--json")).json
    (file,) = first["files"]
    assert (first["profile"], first["refused"]) == ("aggregates", [])
    assert (file["half_year"], file["first_time"], file["moved"], file["given_twice"]) == ("2025H1", True, 0, False)
    assert file["hidden"] > 5
    assert Path(file["file"]).name == "nsk-tal_Tingbjerg_2025H1.xlsx"
    told = done(*counts(made, tmp_path / "2", "--half-year", "2025h1")).out
    assert "Filen er den samme som dengang." in told
    assert f"{file['hidden']} er skjult" in told
    assert (tmp_path / "2" / Path(file["file"]).name).read_bytes() == Path(file["file"]).read_bytes()


@pytest.mark.parametrize(
    ("half_year", "word"),
    [
        ("2025H2", "2025H2 er ikke underskrevet"),
        ("2025", "2025 er ikke et halvår"),
        ("2025-01-01", "kan holdes op mod hinanden"),
    ],
)
def test_what_is_not_given_out_is_refused_in_words(made: Path, tmp_path: Path, half_year: str, word: str) -> None:
    assert word in nsk(*counts(made, tmp_path, "--half-year", half_year)).refusal
    assert list(tmp_path.iterdir()) == []


def test_a_limit_below_five_is_refused(made: Path, tmp_path: Path) -> None:
    assert "fra 5 til 50" in nsk(*counts(made, tmp_path, "--limit", 3)).refusal


def test_the_options_of_one_profile_are_no_use_with_the_other(made: Path, tmp_path: Path) -> None:
    answer = nsk("export", "--store", made, "--to", tmp_path, "--half-year", "2025H1")
    assert (answer.code, "aggregates" in answer.err) == (2, True)


def test_a_central_workbook_does_not_take_it_and_says_why(made: Path, tmp_path: Path) -> None:
    (file,) = done(*counts(made, tmp_path, "--half-year", "2025H1", "--json")).json["files"]
    workbook = new_workbook(tmp_path / "central.xlsx")
    before = workbook.read_bytes()
    assert "kun tal til andre end evalueringen" in nsk("merge", workbook, file["file"]).refusal
    assert workbook.read_bytes() == before
