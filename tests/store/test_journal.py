"""Heads: the present value of every field follows from the set of entries, in whatever order they come."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.store.journal import DELETED, Entry, decode, encode, settle

Fields = dict[str, tuple[Any, tuple[str, ...]]]


def entry(id: str, hlc: int, fields: Fields, author: str = "AB") -> Entry:
    return Entry(id, author * 16, f"{hlc:016x}", author, "actor", "r" * 32, fields)


MADE = entry("made", 1, {"name": ("Skolen", ()), "notes": ("", ())})


def test_the_last_of_a_row_of_saves_is_the_only_head() -> None:
    first = entry("first", 2, {"name": ("Mimers", ("made",))})
    second = entry("second", 3, {"name": ("Mimers Skole", ("first",))})
    settled = settle([second, MADE, first])
    assert [head.entry for head in settled.heads["name"]] == ["second"]
    assert settled.values() == {"name": "Mimers Skole", "notes": ""}
    assert settled.conflicts() == []


def test_the_stamps_are_those_of_the_first_and_the_last_entry() -> None:
    settled = settle([entry("late", 9, {"name": ("B", ("made",))}, author="CD"), MADE])
    assert (settled.created, settled.created_by) == (MADE.hlc, "AB")
    assert (settled.changed, settled.changed_by) == (f"{9:016x}", "CD")


def test_two_who_did_not_know_of_each_other_are_a_conflict_and_the_later_is_shown() -> None:
    settled = settle([MADE, entry("a", 2, {"name": ("A", ("made",))}), entry("b", 3, {"name": ("B", ("made",))})])
    assert [head.value for head in settled.heads["name"]] == ["B", "A"]
    assert settled.shown("name") == "B"
    assert settled.conflicts() == ["name"]


def test_equal_stamps_are_told_apart_by_the_id() -> None:
    settled = settle([MADE, entry("b", 2, {"name": ("B", ("made",))}), entry("a", 2, {"name": ("A", ("made",))})])
    assert settled.shown("name") == "B"


def test_edits_of_different_fields_need_no_decision() -> None:
    settled = settle([MADE, entry("a", 2, {"name": ("A", ("made",))}), entry("b", 3, {"notes": ("B", ("made",))})])
    assert settled.values() == {"name": "A", "notes": "B"}
    assert settled.conflicts() == []


def test_equal_values_are_no_conflict() -> None:
    settled = settle([MADE, entry("a", 2, {"name": ("X", ("made",))}), entry("b", 3, {"name": ("X", ("made",))})])
    assert len(settled.heads["name"]) == 2
    assert settled.conflicts() == []
    assert settled.agreeing("name") == ("b", "a")


def test_a_decision_that_names_both_sides_settles_them() -> None:
    sides = [entry("a", 2, {"name": ("A", ("made",))}), entry("b", 3, {"name": ("B", ("made",))})]
    assert settle([MADE, *sides, entry("c", 4, {"name": ("A", ("a", "b"))})]).conflicts() == []


def test_a_delete_that_saw_everything_stands_alone() -> None:
    edit = entry("edit", 2, {"name": ("A", ("made",))})
    settled = settle([MADE, edit, entry("gone", 3, {DELETED: (True, ("edit", "made"))})])
    assert settled.shown(DELETED) is True
    assert settled.conflicts() == []


def test_an_edit_that_the_deleter_had_not_seen_stands_against_the_delete() -> None:
    gone = entry("gone", 2, {DELETED: (True, ("made",))})
    earlier, later = (entry("edit", hlc, {"name": ("A", ("made",))}) for hlc in (1, 3))
    assert settle([MADE, gone, later]).shown(DELETED) is False
    assert settle([MADE, gone, earlier]).shown(DELETED) is True
    for edit in (earlier, later):
        assert settle([MADE, gone, edit]).conflicts() == [DELETED]


def test_what_one_of_two_deleters_saw_is_seen() -> None:
    edit = entry("edit", 2, {"name": ("A", ("made",))})
    deletes = [entry("one", 3, {DELETED: (True, ("made",))}), entry("two", 4, {DELETED: (True, ("made", "edit"))})]
    assert settle([MADE, edit, *deletes]).conflicts() == []


def test_entries_that_replace_each_other_in_a_circle_leave_the_newest() -> None:
    damaged = [entry("a", 2, {"name": ("A", ("b",))}), entry("b", 3, {"name": ("B", ("a",))})]
    assert settle(damaged).shown("name") == "B"


def test_fields_come_back_from_their_text() -> None:
    fields: Fields = {"name": ("Ærø »1«", ("a", "b")), "themes": (["T1"], ()), "low": (None, ()), "done": (True, ())}
    assert decode(encode(fields)) == fields
    assert json.loads(encode(fields))["name"] == ["Ærø »1«", ["a", "b"]]


IDS = [f"{number:02d}" for number in range(12)]
any_fields = st.dictionaries(
    st.sampled_from(["name", "notes", DELETED]),
    st.tuples(st.sampled_from([True, False]), st.lists(st.sampled_from(IDS), max_size=3, unique=True).map(tuple)),
    min_size=1,
)


@st.composite
def any_entries(draw: st.DrawFn) -> list[Entry]:
    """Entries that need not make sense: they name what is missing, and each other in circles."""
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, unique=True))
    return [entry(id, draw(st.integers(0, 5)), draw(any_fields)) for id in ids]


@given(entries=any_entries(), data=st.data())
def test_neither_order_nor_repetition_matters(entries: list[Entry], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(entries)))
    shuffled = data.draw(st.permutations([*entries, *again]))
    assert settle(shuffled) == settle(entries)


@given(entries=any_entries())
def test_every_value_that_nobody_replaced_is_a_head(entries: list[Entry]) -> None:
    heads = settle(entries).heads
    for one in entries:
        for field, (value, _) in one.fields.items():
            replaced = any(one.id in other.fields[field][1] for other in entries if field in other.fields)
            assert replaced or (one.id, value) in [(head.entry, head.value) for head in heads[field]]
