"""Three laptops converge and lose nothing silently; and the proof of it catches three designs that do.

Every step is walked on real encrypted files (no stand-in): saves, deletes, decisions, undo, exchanges of whole
journals in any direction and of any old file in any order, backups put back with and without anybody noticing, and
clocks up to 30 days wrong. What counts as kept is written in `verdict.py`. A part walks at least 2,500 steps and the
four parts together 10,000, the same ones on every run: a change fails by what it does and never by luck.
`tests/soak/test_convergence.py` walks many more, and others each time.
"""

from itertools import count

import pytest

from nsk_desktop.domain.mapping import Exchanged
from nsk_desktop.store import journal
from nsk_desktop.store.change import Change
from nsk_desktop.store.journal import DELETED, Entry, Head
from tests.store import wrong_designs
from tests.store.team_machine import walk

STEPS = 2_500
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_three_laptops_show_the_same_and_keep_every_acknowledged_write(part: int) -> None:
    walked = 0
    for turn in count(start=part, step=PARTS):
        walked += walk(examples=20, seeded_with=turn)
        if walked >= STEPS:
            break


def _is_caught(promise: str) -> None:
    """The walk finds where this *promise* is broken."""
    with pytest.raises(AssertionError, match=promise):
        walk(examples=200, seeded_with=0)


def test_the_last_writer_winning_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong_designs.last_writer_wins(monkeypatch)
    _is_caught("vanished")


def test_ids_counted_per_device_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong_designs.counted_ids(monkeypatch)
    _is_caught("show different things|says something else than when it was written")


def test_a_delete_that_hides_an_unseen_edit_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def hide(heads: dict[str, tuple[Head, ...]], ordered: list[Entry]) -> None:
        """Leave the delete as it is, whatever it had not seen."""

    monkeypatch.setattr(journal, "_set_edits_against_deletes", hide)
    _is_caught("went into the bin unseen")


def test_a_delete_that_does_not_name_what_it_saw_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def delete(self: Change, kind: type[Exchanged], record: str) -> None:
        heads = self._found(record).heads.get(DELETED, ())
        if not heads or not heads[0].value:
            self._write(kind.record_kind(), record, {DELETED: (True, tuple(head.entry for head in heads))})

    monkeypatch.setattr(Change, "delete", delete)
    _is_caught("leaves nothing open")
