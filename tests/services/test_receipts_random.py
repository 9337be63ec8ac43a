"""A laptop that works, undoes, sends and loses files, and a centre that edits: what is shown is what is so."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsk_desktop.exchange.patch import TableChange, patch_workbook, read_tables
from nsk_desktop.exchange.receipts import row_digests
from nsk_desktop.exchange.sheets import row_sheet
from nsk_desktop.services import actors, central, evaluation, people, receipts, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.sending import Sending
from nsk_desktop.store import receipts as kept
from nsk_desktop.store.queries import sending as queries
from tests.test_agreement import signing_desk

DAY = date(2025, 4, 1)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("title", "title", "count", "person", "mark", "reopen", "actor", "rename", "delete", "undo", "undo"),
                *("send", "send", "merge", "merge", "edit", "take in", "take in", "take in"),
            ]
        ),
        st.integers(0, 5),
    ),
    min_size=4,
    max_size=12,
)


@dataclass
class World:
    """A laptop, the centre, the files on their way there and the receipts on their way back."""

    desk: Desk
    folder: Path
    now: datetime = datetime(2025, 4, 1, 9)
    files: list[Path] = field(default_factory=list)
    receipts: list[Path] = field(default_factory=list)
    standing: dict[str, str] = field(default_factory=dict)
    """The titles of meetings at the centre when the newest receipt that was taken in was written."""
    told: datetime = datetime.min
    seen: dict[Path, tuple[datetime, dict[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workbook = self.folder / "central.xlsx"
        central.new_workbook(self.workbook)
        self.meetings = []
        for number in range(2):
            id = sessions.new_session(
                self.desk, title=f"Café {number}", day=date(2025, 3, 4 + number), type="dialogmøde", themes=["T1"]
            )
            people.new_and_present(self.desk, id, f"Rose {number}")
            sessions.complete_session(self.desk, id)
            self.meetings.append(id)
        self.actors = [actors.new_actor(self.desk, "Skolen")]

    def do(self, step: str, which: int) -> None:
        self.now += timedelta(minutes=1)
        meeting = self.meetings[which % len(self.meetings)]
        if step == "title":
            sessions.save_session(self.desk, meeting, title=f"Møde {which}")
        elif step == "count":
            sessions.set_headcount(self.desk, meeting, low=which)
        elif step == "person":
            people.save_participant(
                self.desk, people.find(self.desk, "Rose")[0].id, gender=["kvinde", "mand"][which % 2]
            )
        elif step == "mark":
            people.new_and_present(self.desk, meeting, f"Iris {which}")
        elif step == "reopen":
            sessions.reopen_session(self.desk, meeting)
            if which % 2:
                sessions.complete_session(self.desk, meeting)
        elif step == "actor":
            self.actors.append(actors.new_actor(self.desk, f"Klub {which}"))
        elif step == "rename":
            actors.save_actor(self.desk, self.actors[which % len(self.actors)], name=f"Skole {which}")
        elif step == "delete":
            actors.delete_actor(self.desk, self.actors[which % len(self.actors)])
        elif step == "undo":
            self.desk.undo()
        elif step == "send":
            self.files.append(evaluation.make_file(self.desk, self.folder / "ud", DAY).path)
        elif step == "merge" and self.files:
            self.merge(self.files[which % len(self.files)])
        elif step == "edit":
            self.edit(meeting, f"Håndskrevet {which}")
        elif step == "take in" and self.receipts:
            self.take_in(self.receipts[which % len(self.receipts)])

    def merge(self, file: Path) -> None:
        merged = central.merge_files(
            self.workbook,
            [file],
            self.now,
            receipts=self.folder / f"kvit{self.now:%H%M}",
            key_file=self.folder / "key.json",
            accept_shrink=True,
        )
        self.receipts += merged.receipts
        rows = read_tables(self.workbook)[row_sheet("Aktiviteter").table].rows
        titles = {str(row["id"]): str(row["titel"] or "") for row in rows}
        self.seen |= dict.fromkeys(merged.receipts, (self.now, titles))

    def edit(self, meeting: str, title: str) -> None:
        table = row_sheet("Aktiviteter").table
        if any(row["id"] == meeting for row in read_tables(self.workbook)[table].rows):
            patch_workbook(self.workbook, self.workbook, [TableChange(table, {meeting: {"titel": title}}, [])])

    def take_in(self, receipt: Path) -> None:
        receipts.take_in(self.desk, receipt)
        when, titles = self.seen[receipt]
        if when > self.told:
            self.told, self.standing = when, titles


def check(world: World) -> None:
    """What is shown holds against the file that would be made now, and against the centre's own workbook."""
    found = receipts.answers(world.desk)
    if not world.files:
        assert (found.files, found.turned, found.missing) == ((), (), ())
        return
    with world.desk.store.read() as read:
        sent = {(row[0], row[1]): row[2] for row in read.connection.exec_driver_sql("SELECT * FROM sent_row")}
    now = _written_now(world)
    differing = {key for key in sent | now if key[0] != "Rækkevidde" and sent.get(key) != now.get(key)}
    assert bool(found.turned) == bool(differing)
    listed = {row.id: row for row in sessions.rows(world.desk, world.meetings)}
    told_by_hand = {edited.what.record: edited.centre for edited in found.edited if edited.column == "titel"}
    for id, row in listed.items():
        if row.received is None or id not in world.standing:
            continue
        assert row.sending is Sending.SENT
        # It stands there as it is here, or the cell that somebody changed is told.
        assert world.standing[id] == told_by_hand.get(id, row.title)


def _written_now(world: World) -> dict[tuple[str, str], str]:
    """What a file made now would say, read back as the centre would."""
    from nsk_desktop.exchange import evaluation as evaluation_file

    path = world.folder / "now.xlsx"
    signer = world.desk.signer
    assert signer is not None
    data = evaluation.prepare(world.desk, DAY).data
    evaluation_file.write(path, data, signer.sign, signer.public_key)
    digests = row_digests(evaluation_file.read(path))
    return {(sheet, row): digest for sheet, rows in digests.items() for row, digest in rows.items()}


@settings(max_examples=25)
@given(steps=STEPS)
def test_what_is_shown_is_what_is_so(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as name, signing_desk(Path(name) / "lager") as desk:
        world = World(desk, Path(name))
        for step, which in steps:
            world.do(step, which)
        check(world)


ROAD = [("send", 0), ("title", 1), ("send", 0), ("merge", 0), ("merge", 1), ("take in", 1), ("take in", 0)]


def test_a_road_that_all_of_it_is_on(tmp_path: Path) -> None:
    """Two files and both receipts, the later one first."""
    with signing_desk(tmp_path / "lager") as desk:
        world = World(desk, tmp_path)
        for step, which in [*ROAD, ("undo", 0)]:
            world.do(step, which)
            check(world)


@pytest.fixture
def counting_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes every record that was written to as changed, as if undoing made no difference."""

    def state(known: Any) -> Any:
        return {"entries": len(known), "session_id": known[0].fields.get("session_id", ("",))[0]} if known else None

    monkeypatch.setattr(queries, "_state", state)


@pytest.mark.usefixtures("counting_entries")
def test_counting_entries_instead_of_values_is_caught(tmp_path: Path) -> None:
    """Control: an edit that was undone would be told as a correction."""
    with signing_desk(tmp_path / "lager") as desk:
        world = World(desk, tmp_path)
        for step, which in [("send", 0), ("title", 1), ("undo", 0)]:
            world.do(step, which)
        with pytest.raises(AssertionError):
            check(world)


def test_believing_any_receipt_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: with every wording that was ever taken believed to stand, an old one is shown as received."""
    believed = kept._STANDING.replace("WHERE place = 1", "WHERE place > 0")
    with signing_desk(tmp_path / "lager") as desk:
        world = World(desk, tmp_path)
        back = [
            ("title", 1),
            ("send", 0),
            ("merge", 0),
            ("title", 3),
            ("send", 0),
            ("merge", 1),
            ("title", 1),
            ("send", 0),
        ]
        for step, which in [*back, ("take in", 0), ("take in", 1)]:
            world.do(step, which)
        check(world)
        monkeypatch.setattr(kept, "_STANDING", believed)
        with pytest.raises(AssertionError):
            check(world)
