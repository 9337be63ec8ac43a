"""What counts as changed since the last file: just the fields that a file is made from."""

import re
from pathlib import Path

import pytest

from nsk_desktop.domain.records import KINDS
from nsk_desktop.store.queries.sending import TRAVELLING, Turn, changed_after, is_turned, place_now, turned_after
from nsk_desktop.store.store import Store
from tests import make

VIEWS = {"person_pair": "pair", "bridge_contact": "bridge", "existing_effort": "effort", "cooperation_rating": "rating"}
_OWN = {"id", "deleted"}


def read_by(store: Store, kind: str) -> set[str]:
    """The fields of *kind* that its view for the evaluation reads."""
    with store.read() as read:
        statement = "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = ?"
        view = f"evaluation_{VIEWS.get(kind, kind)}"
        text = str(read.connection.exec_driver_sql(statement, (view,)).scalar_one())
        columns = {row[1] for row in read.connection.exec_driver_sql(f'PRAGMA table_info("{kind}")')}
    # What is read of other records than its own is theirs to be changed.
    own = re.search(rf'FROM "?{kind}"? (\w+) JOIN', text)
    words = set(re.findall(rf"\b{own[1]}\.(\w+)" if own else r"\w+", text))
    return (words & columns) - _OWN


@pytest.mark.parametrize("kind", TRAVELLING)
def test_every_field_that_a_file_is_made_from_is_watched(tmp_path: Path, kind: str) -> None:
    store = make.store(tmp_path)
    found = read_by(store, kind)
    assert found
    assert found <= TRAVELLING[kind]
    store.close()


def test_only_fields_that_there_are_are_watched() -> None:
    for kind, fields in TRAVELLING.items():
        assert fields <= {column.name for column in KINDS[kind].__table__.columns}, kind


def test_a_draft_is_spoken_of_by_nobody_and_a_finished_meeting_is(tmp_path: Path) -> None:
    store = make.store(tmp_path)
    with store.read() as read:
        before = place_now(read)
    with store.change("x") as change:
        draft = change.create(make.session(completed=False))
        held = change.create(make.session(completed=True))
    with store.read() as read:
        assert [(one.record, one.turn) for one in turned_after(read, before)] == [(held, Turn.NEW)]
        assert changed_after(read, before, [draft, held]) == {held}
        assert is_turned(read, before, "session", held)
        assert turned_after(read, place_now(read)) == []
    store.close()
