"""From the journal's values to table rows and back."""

from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import SessionState
from nsk_desktop.domain.records import KINDS, Session
from nsk_desktop.store import state
from nsk_desktop.store.journal import DELETED, Entry, settle
from tests import make

STAMPS = ("1" * 16, "AB", "2" * 16, "CD")


def test_the_journal_keeps_json_values() -> None:
    assert state.journalled(date(2025, 3, 4)) == "2025-03-04"
    held = state.journalled(SessionState.HELD)
    assert (held, type(held)) == ("afholdt", str)
    assert state.journalled(["T1"]) == ["T1"]
    assert state.journalled(None) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_says_the_same_as_the_values_it_was_made_of(kind: str) -> None:
    values = state.defaults(kind)
    row = state.make_row(kind, "r" * 32, STAMPS, values)
    assert len(row) == len(state.columns(kind))
    assert row[:5] == ("r" * 32, *STAMPS)
    assert state.values_of(kind, row) == values


def test_a_field_of_a_later_version_stays_in_the_journal_only(tmp_path: Path) -> None:
    entry = Entry("e" * 32, "d" * 32, "1" * 16, "AB", "session", "b" * 32, {"smell": ("good", ()), "title": ("A", ())})
    store = make.store(tmp_path)
    store.receive([entry])
    with store.read() as read:
        assert read.stored(Session, ["b" * 32])["b" * 32] == state.defaults("session") | {"title": "A"}
        assert read.entries("b" * 32) == [entry]
    store.close()


def test_a_missing_value_is_the_default_and_deleted_is_a_number() -> None:
    entry = Entry("e" * 32, "d" * 32, "1" * 16, "AB", "actor", "r" * 32, {DELETED: (True, ())})
    row = state.row_of(settle([entry]))
    assert dict(zip(state.columns("actor"), row, strict=True))[DELETED] == 1
    assert state.values_of("actor", row) == state.defaults("actor") | {DELETED: True}
