"""What is kept of receipts follows from the set of them: the order, and how often each comes, makes no difference."""

from collections.abc import Sequence
from functools import partial
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from nsk_desktop.store import receipts
from nsk_desktop.store.receipts import KeptEdit, KeptReceipt, KeptRow, SentFile
from nsk_desktop.store.tables import RECEIPT, RECEIPT_EDIT, RECEIPT_ROW, SENT_FILE, SENT_ROW
from tests import make

Told = tuple[KeptReceipt, tuple[KeptRow, ...], tuple[KeptEdit, ...]]
SHEET = "Aktører"


def told(day: int, *rows: tuple[str, str, str], edits: Sequence[KeptEdit] = (), received: int = 0) -> Told:
    """A receipt of the *day*: (row, digest, fate)."""
    moment = f"2025-03-{day:02}T09:00"
    first = f"2025-03-{received or day:02}T09:00"
    key = f"{day:02}{hash(rows) & 0xFFFF:08x}"
    kept = KeptReceipt(key, "a" * 32, day, first, moment, {"accepted": len(rows)}, {})
    return kept, tuple(KeptRow(SHEET, *row) for row in rows), tuple(edits)


def connected() -> Connection:
    """A database with these tables alone."""
    engine = create_engine("sqlite://")
    for table in (SENT_FILE, SENT_ROW, RECEIPT, RECEIPT_ROW, RECEIPT_EDIT):
        table.create(engine)
    return engine.connect()


def kept(connection: Connection) -> list[object]:
    """Everything that is kept of receipts."""
    return [
        [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1, 2, 3, 4")]
        for table in ("receipt", "receipt_row", "receipt_edit")
    ]


def sent(connection: Connection, **rows: str) -> None:
    receipts.note_file(connection, SentFile("a" * 32, 1, "2025-03-01", "f.xlsx", "d"), {SHEET: rows, "Rækkevidde": {}})


def test_a_row_is_acknowledged_when_what_stands_there_is_what_was_sent() -> None:
    with connected() as connection:
        sent(connection, x1="one", x2="two", x3="three")
        receipts.take_in(connection, *told(12, ("x1", "one", "accepted"), ("x2", "old", "accepted")))
        assert receipts.unacknowledged(connection) == [(SHEET, "x2"), (SHEET, "x3")]
        assert receipts.received(connection, SHEET, ["x1", "x2", "x3"]) == {"x1": "2025-03-12T09:00"}
        receipts.take_in(connection, *told(13, ("x2", "two", "updated"), ("x3", "three", "superseded")))
        assert receipts.unacknowledged(connection) == [(SHEET, "x3")]


def test_the_day_is_that_of_the_first_time_it_came() -> None:
    with connected() as connection:
        sent(connection, x1="one")
        receipts.take_in(connection, *told(12, ("x1", "one", "accepted")))
        receipts.take_in(connection, *told(20, ("x1", "one", "unchanged")))
        assert receipts.received(connection, SHEET, ["x1"]) == {"x1": "2025-03-12T09:00"}


def test_what_was_changed_and_changed_back_waits_for_its_own_receipt() -> None:
    first, second = told(12, ("x1", "one", "accepted")), told(13, ("x1", "two", "updated"))
    for order in permutations((first, second)):
        with connected() as connection:
            sent(connection, x1="one")
            for one in order:
                receipts.take_in(connection, *one)
            assert receipts.unacknowledged(connection) == [(SHEET, "x1")]
            receipts.take_in(connection, *told(14, ("x1", "one", "updated")))
            assert receipts.received(connection, SHEET, ["x1"]) == {"x1": "2025-03-14T09:00"}


def test_an_edit_by_hand_is_told_until_a_later_receipt_says_the_row_is_as_sent() -> None:
    edit = KeptEdit(SHEET, "x1", "navn", "Rettet", "Skolen")
    with connected() as connection:
        sent(connection, x1="one")
        receipts.take_in(connection, *told(12, ("x1", "one", "hand-edited"), edits=[edit]))
        assert receipts.edits(connection) == [(edit, "2025-03-12T09:00")]
        assert receipts.unacknowledged(connection) == []
        receipts.take_in(connection, *told(13, ("x1", "one", "unchanged")))
        assert receipts.edits(connection) == []


def test_a_receipt_is_kept_once() -> None:
    one = told(12, ("x1", "one", "accepted"))
    with connected() as connection:
        assert receipts.take_in(connection, *one)
        before = kept(connection)
        assert not receipts.take_in(connection, *one)
        assert kept(connection) == before


def numbered(day: int, received: int, rows: list[tuple[str, str]]) -> Told:
    return told(day, *[(f"x{n}", digest, fate) for n, (digest, fate) in enumerate(rows)], received=received)


_RECEIPTS = st.lists(
    st.builds(
        lambda day, received, rows: told(
            day, *[(f"x{n}", d, fate) for n, (d, fate) in enumerate(rows)], received=received
        ),
        st.integers(1, 5),
        st.integers(1, 5),
        st.lists(
            st.tuples(
                st.sampled_from(["one", "two"]),
                st.sampled_from(["accepted", "updated", "unchanged", "superseded", "unresolved", "hand-edited"]),
            ),
            max_size=3,
        ),
    ),
    max_size=5,
    unique_by=lambda one: one[0].id,
)


@given(told_all=_RECEIPTS, data=st.data())
def test_any_order_and_any_repeats_keep_the_same(told_all: list[Told], data: st.DataObject) -> None:
    other = data.draw(st.permutations(told_all))
    again = data.draw(st.lists(st.sampled_from(told_all), max_size=3)) if told_all else []
    found = []
    for order in (told_all, [*other, *again]):
        with connected() as connection:
            sent(connection, x0="one", x1="two", x2="one")
            for one in order:
                receipts.take_in(connection, *one)
            found.append([kept(connection), receipts.unacknowledged(connection), receipts.edits(connection)])
    assert found[0] == found[1]


def test_keeping_only_the_last_that_came_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: with what came last in the place of what was said last, the order shows."""
    monkeypatch.setattr(
        receipts,
        "_KEEP_ROW",
        "INSERT OR REPLACE INTO receipt_row (sheet, row_id, digest, issued, fate, taken, seen) VALUES (?,?,?,?,?,?,?)",
    )
    with pytest.raises(AssertionError):
        test_any_order_and_any_repeats_keep_the_same()


def test_files_are_remembered_in_a_real_store_and_handing_over_can_be_taken_back(tmp_path: Path) -> None:
    store = make.store(tmp_path)
    one, two = (SentFile("a" * 32, n, "2025-03-01", f"{n}.xlsx", "d") for n in (1, 2))
    for file in (one, two):
        store.keep(partial(receipts.note_file, file=file, digests={SHEET: {"x": "1"}}))
    store.keep(lambda connection: receipts.set_delivered(connection, "a" * 32, 2, "2025-03-02"))
    with store.read() as read:
        assert [(file.number, file.delivered) for file in receipts.files(read.connection)] == [
            (2, "2025-03-02"),
            (1, None),
        ]
    store.keep(lambda connection: receipts.set_delivered(connection, "a" * 32, 2, None))
    with store.read() as read:
        assert receipts.files(read.connection)[0].delivered is None
    store.close()
