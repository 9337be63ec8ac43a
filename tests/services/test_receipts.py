"""Receipts on the laptop: what they say of files and records, in any order, forged, old, or for somebody else."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from nsk_desktop.errors.files import FileMissing
from nsk_desktop.errors.receipts import (
    CentreKeyChanged,
    CentreKeyDamaged,
    ReceiptAltered,
    ReceiptForOther,
    ReceiptOfOtherFile,
)
from nsk_desktop.errors.travelling import FileRefused, WouldShrink
from nsk_desktop.exchange import centre_key
from nsk_desktop.exchange.patch import TableChange, patch_workbook, read_tables
from nsk_desktop.exchange.sheets import row_sheet
from nsk_desktop.services import actors, central, evaluation, people, receipts, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.receipts import Stage, Turn
from tests.test_agreement import signing_desk

MARCH = (date(2025, 3, 10), datetime(2025, 3, 12, 9))
APRIL = (date(2025, 4, 2), datetime(2025, 4, 3, 10))


class Road:
    """One laptop, the centre, and the receipts that come back."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.folder = desk, folder
        self.workbook, self.key = folder / "central.xlsx", folder / "key.json"
        central.new_workbook(self.workbook)
        self.meeting = sessions.new_session(
            desk, title="Café", day=date(2025, 3, 4), type="dialogmøde", themes=["T1"], state="afholdt"
        )
        people.new_and_present(desk, self.meeting, "Rose")
        sessions.complete_session(desk, self.meeting)

    def send(self, made_on: date) -> Path:
        return evaluation.make_file(self.desk, self.folder / "ud", made_on).path

    def merge(self, file: Path, now: datetime, **more: Any) -> Path:
        (receipt,) = central.merge_files(
            self.workbook, [file], now, receipts=self.folder / "kvit", key_file=self.key, **more
        ).receipts
        return receipt

    def answered(self, made_on: date, now: datetime) -> Path:
        return self.merge(self.send(made_on), now)

    def take_in(self, receipt: Path, **more: Any) -> receipts.TakenIn:
        return receipts.take_in(self.desk, receipt, **more)

    def received(self) -> date | None:
        return sessions.rows(self.desk, [self.meeting])[0].received

    def sending(self) -> str:
        return sessions.rows(self.desk, [self.meeting])[0].sending


@pytest.fixture
def road(tmp_path: Path) -> Iterator[Road]:
    with signing_desk(tmp_path / "lager") as desk:
        yield Road(desk, tmp_path)


def test_a_file_goes_from_made_to_acknowledged(road: Road) -> None:
    assert receipts.answers(road.desk).files == ()
    file = road.send(MARCH[0])
    (state,) = receipts.answers(road.desk).files
    assert (state.stage, state.said) == (Stage.MADE, "Lavet 10. marts")
    receipts.set_delivered(road.desk, state, date(2025, 3, 11))
    (state,) = receipts.answers(road.desk).files
    assert (state.stage, state.said) == (Stage.DELIVERED, "Afleveret 11. marts")
    assert receipts.answers(road.desk).missing == ()
    told = road.take_in(road.merge(file, MARCH[1]))
    assert told.is_new
    assert len(told.words.split()) == 6
    (state,) = receipts.answers(road.desk).files
    assert state.stage is Stage.ACKNOWLEDGED
    assert state.said.startswith("Modtaget 12. marts: ")
    assert state.said.endswith(" poster modtaget")
    assert receipts.answers(road.desk).missing == ()
    assert road.received() == date(2025, 3, 12)
    person = people.find(road.desk, "Rose")[0].id
    assert receipts.sent_text(road.desk, "participant", person) == "Modtaget 12. marts"
    assert receipts.sent_text(road.desk, "session", road.meeting) == "Modtaget 12. marts"
    assert receipts.sent_text(road.desk, "follow_up", "x") == ""
    people.save_participant(road.desk, person, gender="kvinde")
    assert receipts.sent_text(road.desk, "participant", person) == "Rettet siden sendt"
    road.send(APRIL[0])
    assert receipts.sent_text(road.desk, "participant", person) == "Sendt"


def test_what_is_corrected_after_sending_is_told_until_the_next_version_is_acknowledged(road: Road) -> None:
    road.take_in(road.answered(*MARCH))
    sessions.save_session(road.desk, road.meeting, title="Café og te")
    (turned,) = receipts.answers(road.desk).corrected
    assert (turned.what.title, turned.turn) == ("Café og te 04.03.2025", Turn.CHANGED)
    assert (road.sending(), road.received()) == ("changed", None)
    receipt = road.answered(*APRIL)
    found = receipts.answers(road.desk)
    assert (found.corrected, [one.number for one in found.files]) == ((), [2, 1])
    assert "Café og te 04.03.2025" in [one.title for one in found.missing]
    assert road.received() is None
    road.take_in(receipt)
    assert receipts.answers(road.desk).missing == ()
    assert road.received() == date(2025, 4, 3)


def test_a_correction_that_was_undone_is_as_it_was_sent(road: Road) -> None:
    road.take_in(road.answered(*MARCH))
    sessions.save_session(road.desk, road.meeting, title="Noget andet")
    sessions.set_headcount(road.desk, road.meeting, low=4)
    people.new_and_present(road.desk, road.meeting, "Iris")
    assert road.sending() == "changed"
    for _step in range(3):
        road.desk.undo()
    assert receipts.answers(road.desk).corrected == ()
    assert (road.sending(), road.received()) == ("sent", date(2025, 3, 12))
    # By hand as well.
    sessions.save_session(road.desk, road.meeting, title="Noget andet")
    sessions.save_session(road.desk, road.meeting, title="Café")
    assert road.sending() == "sent"


def test_what_does_not_travel_is_no_correction(road: Road) -> None:
    road.take_in(road.answered(*MARCH))
    sessions.save_session(road.desk, road.meeting, summary="En god aften")
    assert receipts.answers(road.desk).turned == ()
    assert road.sending() == "sent"


def test_what_is_new_or_removed_since_is_told_apart(road: Road) -> None:
    school = actors.new_actor(road.desk, "Skolen")
    road.send(MARCH[0])
    actors.new_actor(road.desk, "Klubben")
    actors.delete_actor(road.desk, school)
    found = {(one.what.title, one.turn) for one in receipts.answers(road.desk).turned}
    assert found == {("Klubben", Turn.NEW), ("Skolen", Turn.REMOVED)}
    assert [one.what.title for one in receipts.answers(road.desk).corrected] == ["Skolen"]


def test_what_the_centre_changed_by_hand_is_shown_with_both_values(road: Road) -> None:
    road.take_in(road.answered(*MARCH))
    table = row_sheet("Aktiviteter").table
    change = TableChange(table, {road.meeting: {"titel": "Cafe (rettet)"}}, [])
    patch_workbook(road.workbook, road.workbook, [change])
    road.take_in(road.answered(*APRIL))
    (edited,) = receipts.answers(road.desk).edited
    assert (edited.what.title, edited.column) == ("Café 04.03.2025", "titel")
    assert (edited.centre, edited.laptop, edited.told, edited.why) == ("Cafe (rettet)", "Café", date(2025, 4, 3), "")
    assert road.received() == date(2025, 3, 12)
    patch_workbook(road.workbook, road.workbook, [TableChange(table, {road.meeting: {"titel": "Café"}}, [])])
    road.take_in(road.answered(date(2025, 5, 1), datetime(2025, 5, 2, 9)))
    assert receipts.answers(road.desk).edited == ()


def test_why_the_centre_changed_it_comes_back_with_the_receipt(road: Road) -> None:
    road.take_in(road.answered(*MARCH))
    book = openpyxl.load_workbook(road.workbook)
    for line in book["Aktiviteter"].iter_rows(min_row=2):
        for cell in line:
            if cell.value == "Café":
                cell.value, cell.comment = "Cafe", Comment("Stavet som i de andre områder", "Eva Luator")
    book.save(road.workbook)
    road.take_in(road.answered(*APRIL))
    (edited,) = receipts.answers(road.desk).edited
    assert (edited.centre, edited.why) == ("Cafe", "Stavet som i de andre områder")


def test_receipts_in_any_order_and_repeated_say_the_same(road: Road) -> None:
    first = road.answered(*MARCH)
    sessions.save_session(road.desk, road.meeting, title="Café og te")
    second = road.answered(*APRIL)
    late = road.take_in(second)
    assert not late.is_older
    old = road.take_in(first)
    assert (old.is_new, old.is_older) == (True, True)
    assert any("senere fil" in one for one in old.sentences())
    before = receipts.answers(road.desk)
    again = road.take_in(second)
    assert not again.is_new
    assert next(again.sentences()) == "Kvitteringen er indlæst før. Intet blev ændret."
    assert receipts.answers(road.desk) == before
    assert road.received() == date(2025, 4, 3)


def test_an_older_file_that_arrives_late_takes_nothing_back(road: Road) -> None:
    first = road.send(MARCH[0])
    sessions.save_session(road.desk, road.meeting, title="Café og te")
    road.take_in(road.answered(*APRIL))
    road.take_in(road.merge(first, datetime(2025, 4, 9, 9)))
    assert road.received() == date(2025, 4, 3)
    assert receipts.answers(road.desk).missing == ()


def test_a_receipt_for_what_the_laptop_was_called_before_a_copy_was_put_back_is_its_own(road: Road) -> None:
    receipt = road.answered(*MARCH)
    road.desk.store.take_new_identity()
    told = road.take_in(receipt)
    assert (told.number, told.is_new, told.is_older) == (1, True, False)
    assert road.received() == date(2025, 3, 12)


def test_a_receipt_for_another_laptop_is_refused(road: Road, tmp_path: Path) -> None:
    receipt = road.answered(*MARCH)
    with signing_desk(tmp_path / "anden") as other, pytest.raises(ReceiptForOther, match="en anden computer"):
        receipts.take_in(other, receipt)


def test_a_forged_receipt_is_refused_and_changes_nothing(road: Road) -> None:
    receipt = road.answered(*MARCH)
    said = json.loads(receipt.read_bytes())
    said["receipt"]["rows"]["Aktiviteter"] = {}
    receipt.write_text(json.dumps(said))
    with pytest.raises(ReceiptAltered):
        road.take_in(receipt)
    assert receipts.answers(road.desk).files[0].stage is Stage.MADE


def test_another_key_of_the_centre_is_refused_until_it_is_accepted(road: Road) -> None:
    road.take_in(road.answered(*MARCH))
    words = centre_key.load_or_make(road.key).words
    road.key.unlink()
    receipt = road.answered(*APRIL)
    with pytest.raises(CentreKeyChanged) as refused:
        road.take_in(receipt)
    assert words in str(refused.value)
    assert centre_key.load_or_make(road.key).words in str(refused.value)
    assert receipts.answers(road.desk).files[0].stage is Stage.MADE
    told = road.take_in(receipt, accept_key=True)
    assert told.words == centre_key.load_or_make(road.key).words
    assert receipts.answers(road.desk).files[0].stage is Stage.ACKNOWLEDGED


def test_a_receipt_for_another_file_of_the_same_number_is_refused(road: Road) -> None:
    receipt = road.answered(*MARCH)
    road.desk.store.set_fact("running_number", "0")
    actors.new_actor(road.desk, "Skolen")
    road.send(MARCH[0])
    with pytest.raises(ReceiptOfOtherFile, match=r"fil nr\. 1"):
        road.take_in(receipt)


def test_a_file_that_was_refused_is_told_with_its_reason(road: Road) -> None:
    ids = [actors.new_actor(road.desk, f"Aktør {n}") for n in range(12)]
    road.answered(*MARCH)
    for id in ids:
        actors.delete_actor(road.desk, id)
    file = road.send(APRIL[0])
    with pytest.raises(WouldShrink):
        road.merge(file, APRIL[1])
    (refusal,) = (road.folder / "kvit").glob("*_0002_*.json")
    told = road.take_in(refusal)
    assert "12 af 12 rækker i Aktører" in told.refusal
    state = receipts.answers(road.desk).files[0]
    assert state.stage is Stage.REFUSED
    assert state.said.startswith("Afvist 3. april: den ville slette 12")
    # Once it is accepted after all, its receipt takes the refusal away.
    kept = Path(shutil.copy(refusal, road.folder / "afvist.json"))
    road.take_in(road.merge(file, datetime(2025, 4, 4, 9), accept_shrink=True))
    road.take_in(kept)
    assert receipts.answers(road.desk).files[0].stage is Stage.ACKNOWLEDGED


def test_no_file_and_a_workbook_are_told_as_what_they_are(road: Road) -> None:
    with pytest.raises(FileMissing):
        road.take_in(road.folder / "ingen.json")
    with pytest.raises(FileRefused, match=r"central\.xlsx er beskadiget"):
        road.take_in(road.workbook)


def test_the_centres_key_is_its_own_readable_for_nobody_else_and_never_replaced(road: Road) -> None:
    road.answered(*MARCH)
    assert road.key.stat().st_mode & 0o077 == 0
    words = centre_key.load_or_make(road.key).words
    assert centre_key.load_or_make(road.key).words == words
    road.key.write_text(road.key.read_text()[:-9])
    before = road.workbook.read_bytes()
    with pytest.raises(CentreKeyDamaged, match="kan ikke læses"):
        road.answered(*APRIL)
    assert road.workbook.read_bytes() == before


def test_a_merge_without_receipts_makes_no_key(road: Road) -> None:
    central.merge_files(road.workbook, [road.send(MARCH[0])], MARCH[1], key_file=road.key)
    assert not road.key.exists()
    assert read_tables(road.workbook)["nsk_Modtagelser"].rows
