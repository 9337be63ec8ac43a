"""Receipts by the command: written by the merge, read in on the laptop, refused in plain words."""

import json
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.services import sessions
from tests.command import done, exported, new_store, new_workbook, nsk, opened


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one finished meeting."""
    place = new_store(tmp_path / "lager")
    with opened(place) as desk:
        id = sessions.new_session(desk, title="Café", day=date(2025, 3, 4), type="dialogmøde", themes=["T1"])
        sessions.set_headcount(desk, id, low=4)
        sessions.complete_session(desk, id)
    return place


def merged(workbook: Path, file: Path, folder: Path) -> Path:
    """The receipt of a merge."""
    answer = done("merge", workbook, file, "--receipts", folder / "kvit", "--key-file", folder / "key.json", "--json")
    (receipt,) = answer.json["receipts"]
    assert len(answer.json["centre_key"].split()) == 6
    return Path(receipt)


def test_a_receipt_goes_back_and_tells_what_arrived(store: Path, tmp_path: Path) -> None:
    workbook = new_workbook(tmp_path / "central.xlsx")
    receipt = merged(workbook, exported(store, tmp_path / "ud"), tmp_path)
    assert receipt.name.startswith("kvittering_Tingbjerg_")
    first = done("receipt", receipt, "--store", store, "--json").json
    assert (first["number"], first["not_taken"], first["new"], first["refusal"]) == (1, 0, True, None)
    assert (first["never_acknowledged"], first["edited_by_hand"]) == ([], [])
    assert len(first["first_contact"].split()) == 6
    again = done("receipt", receipt, "--store", store).out
    assert "Kvitteringen er indlæst før." in again
    assert "Fil nr. 1 er modtaget" in again


def test_a_merge_says_where_the_receipts_are(store: Path, tmp_path: Path) -> None:
    workbook = new_workbook(tmp_path / "central.xlsx")
    file = exported(store, tmp_path / "ud")
    told = done("merge", workbook, file, "--receipts", tmp_path / "kvit", "--key-file", tmp_path / "key.json").out
    assert f"Kvitteringer til computerne ligger i {tmp_path / 'kvit'}" in told


def test_forged_foreign_and_other_peoples_receipts_are_refused_with_exit_code_1(store: Path, tmp_path: Path) -> None:
    workbook = new_workbook(tmp_path / "central.xlsx")
    receipt = merged(workbook, exported(store, tmp_path / "ud"), tmp_path)
    said = json.loads(receipt.read_bytes())
    said["receipt"]["number"] = 7
    forged = tmp_path / "kvittering_falsk.json"
    forged.write_text(json.dumps(said))
    assert "lavet af en anden" in nsk("receipt", forged, "--store", store).refusal
    other = new_store(tmp_path / "anden")
    assert "til en anden computer" in nsk("receipt", receipt, "--store", other).refusal
    assert "Der er ingen fil, der hedder" in nsk("receipt", tmp_path / "ingen.json", "--store", store).refusal
    # Control: the same receipt, unharmed and at home, is taken.
    done("receipt", receipt, "--store", store)


def test_a_new_key_of_the_centre_is_taken_only_when_asked_for(store: Path, tmp_path: Path) -> None:
    workbook = new_workbook(tmp_path / "central.xlsx")
    done("receipt", merged(workbook, exported(store, tmp_path / "ud"), tmp_path), "--store", store)
    (tmp_path / "key.json").unlink()
    receipt = merged(workbook, exported(store, tmp_path / "ud2"), tmp_path)
    assert "en anden nøgle" in nsk("receipt", receipt, "--store", store).refusal
    taken = done("receipt", receipt, "--store", store, "--accept-key").out
    assert "nye nøgle gælder fra nu af" in taken
    assert "første kvittering" not in taken
