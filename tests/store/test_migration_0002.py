"""A store from before existing efforts and ratings: what was in it stays, and what is new can be written."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop import paths
from nsk_desktop.store import cipher, migrate
from tests.make import KEY

STAMPS = "'1', 'AB', '1', 'AB', 0"


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A store of the first schema with a bridge between an actor and an effort that is only a text."""
    scripts = tmp_path / "scripts"
    (scripts / "versions").mkdir(parents=True)
    shutil.copy(paths.migrations() / "env.py", scripts)
    shutil.copy(paths.migrations() / "versions" / "0001_first_schema.py", scripts / "versions")
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts)
    write(
        path,
        "INSERT INTO actor (id, created, created_by, changed, changed_by, deleted, name, status, mobilised_how, "
        f"relation_before, notes) VALUES ('a1', {STAMPS}, 'Skolen', 'aktiv', '', '', '')",
        "INSERT INTO bridge_contact (id, created, created_by, changed, changed_by, deleted, day, from_kind, "
        "from_actor_id, to_text, purpose, status, outcome, sessions) "
        f"VALUES ('b1', {STAMPS}, '2025-03-04', 'aktør', 'a1', 'Læseklubben', 'Bøger', 'identificeret', '', '[]')",
    )
    return path


def write(path: Path, *statements: str) -> None:
    connection = cipher.connect(path, KEY)
    try:
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = cipher.connect(path, KEY)
    try:
        return list(connection.execute(sql).fetchall())
    finally:
        connection.close()


def upgraded(path: Path) -> Path:
    migrate.upgrade(path, KEY, path.parent / "backups")
    return path


def test_a_bridge_keeps_everything_and_leads_to_no_record_yet(before: Path) -> None:
    columns = "id, day, from_kind, from_actor_id, to_text, purpose, status"
    held = rows(before, f"SELECT {columns} FROM bridge_contact")
    after = upgraded(before)
    assert rows(after, f"SELECT {columns} FROM bridge_contact") == held
    assert rows(after, "SELECT to_effort_id FROM bridge_contact") == [(None,)]
    assert rows(after, "SELECT id, from_actor_id, to_effort_id, to_text FROM evaluation_bridge") == [
        ("b1", "a1", None, "Læseklubben")
    ]
    assert rows(after, "SELECT name FROM actor") == [("Skolen",)]


def test_a_bridge_can_lead_to_an_existing_effort_and_to_nothing_else(before: Path) -> None:
    write(
        upgraded(before),
        "INSERT INTO existing_effort (id, created, created_by, changed, changed_by, deleted, actor_id, title, themes, "
        f"target_groups, isolated, linked_to) VALUES ('e1', {STAMPS}, 'a1', 'Læseklub', '[]', '[]', 0, '[]')",
        "UPDATE bridge_contact SET to_effort_id = 'e1'",
    )
    assert rows(before, "PRAGMA foreign_key_check") == []
    write(before, "PRAGMA foreign_keys = OFF", "UPDATE bridge_contact SET to_effort_id = 'e9'")
    assert rows(before, "PRAGMA foreign_key_check") != []


def test_a_reason_is_seen_by_the_evaluation_only_when_it_was_marked(before: Path) -> None:
    for id, shared in (("r1", 0), ("r2", 1)):
        write(
            upgraded(before),
            "INSERT INTO cooperation_rating (id, created, created_by, changed, changed_by, deleted, period, "
            "actor_a_id, level, rater, reason, share_reason, unchanged, sessions, bridges) VALUES "
            f"('{id}', {STAMPS}, '2025H1', 'a1', 2, 'koordinator', 'Ny leder', {shared}, 0, '[]', '[]')",
        )
    assert rows(before, "SELECT id, level, shared_reason FROM evaluation_rating ORDER BY id") == [
        ("r1", 2, ""),
        ("r2", 2, "Ny leder"),
    ]


def test_control_the_first_schema_knows_none_of_it(before: Path) -> None:
    assert migrate.schema_version(before, KEY) == 1
    tables = {row[0] for row in rows(before, "SELECT name FROM sqlite_master")}
    assert not tables & {"existing_effort", "advice", "cooperation_rating", "steering_member", "decision"}
