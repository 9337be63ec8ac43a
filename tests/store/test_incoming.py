"""An entry from outside is taken only when our own program could have written it; every entry of ours can be."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from nsk_desktop.errors.store import DamagedJournal
from nsk_desktop.services import demo
from nsk_desktop.store import incoming
from nsk_desktop.store.journal import Entry
from tests import make

GOOD = Entry("0" * 32, "1" * 32, "0" * 16, "AB", "actor", "2" * 32, {"name": ("Skolen", ("3" * 32,))})


def test_every_entry_of_a_whole_year_is_taken(tmp_path: Path) -> None:
    """A rule that is stricter than the program itself would shut colleagues out."""
    with make.desk(tmp_path) as desk:
        demo.fill(desk)
        journal = desk.store.journal()
    assert len(journal) > 1000
    for entry in journal:
        incoming.validate(entry)
        row = (entry.id, entry.device, entry.hlc, entry.author, entry.kind, entry.record, dict(entry.fields))
        assert incoming.read_entry(json.loads(json.dumps(row))) == entry


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "0" * 31},
        {"id": "G" * 32},
        {"device": ""},
        {"hlc": "f" * 16},
        {"author": "x" * 201},
        {"author": "a\nb"},
        {"kind": "treasure"},
        {"record": "x"},
        {"fields": {}},
        {"fields": {"Name": ("x", ())}},
        {"fields": {"name": (None, ())}},
        {"fields": {"name": ("x", ("short",))}},
        {"fields": {"name": ("x" * 200_001, ())}},
        {"fields": {"deleted": ("yes", ())}},
        {"fields": {"mobilised_on": ("2025-13-01", ())}},
        {"fields": {"mobilised_on": ("20250101", ())}},
        {"fields": {"unheard_of": (1.5, ())}},
    ],
    ids=str,
)
def test_what_no_program_of_ours_writes_is_refused(wrong: dict[str, object]) -> None:
    incoming.validate(GOOD)
    with pytest.raises(DamagedJournal):
        incoming.validate(replace(GOOD, **wrong))  # type: ignore[arg-type]


def test_a_field_of_another_version_is_kept() -> None:
    incoming.validate(replace(GOOD, fields={"unheard_of": ({"a": [1, None]}, ())}))
