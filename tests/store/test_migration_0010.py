"""A store from before marks of their own: what was marked in one list and joined stays, and can be marked anew."""

from pathlib import Path

import pytest

from nsk_desktop.store import cipher, migrate
from tests.make import KEY
from tests.store.test_migration_0004 import STAMPS, scripts_until


def test_marks_and_joins_are_kept_and_new_marks_are_records(tmp_path: Path) -> None:
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts_until(tmp_path / "nine", 9))
    connection = cipher.connect(path, KEY)
    listed = '[{"member": "m", "status": "afbud"}]'
    connection.execute(
        "INSERT INTO steering_meeting (id, session_id, agenda, attendance, created, created_by, changed, changed_by,"
        f" deleted) VALUES ('g', NULL, 'Budget', '{listed}', {STAMPS})"
    )
    connection.execute(
        "INSERT INTO person_pair (id, first_id, second_id, verdict, created, created_by, changed, changed_by, deleted)"
        f" VALUES ('p', NULL, NULL, 'samme', {STAMPS})"
    )
    with pytest.raises(Exception, match="steering_attendance"):
        connection.execute("SELECT * FROM steering_attendance")
    connection.close()
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts_until(tmp_path / "ten", 10))
    connection = cipher.connect(path, KEY)
    assert connection.execute("SELECT agenda, attendance FROM steering_meeting").fetchall() == [("Budget", listed)]
    assert connection.execute("SELECT verdict, chosen_in FROM person_pair").fetchall() == [("samme", "")]
    connection.execute(
        "INSERT INTO steering_attendance (id, meeting_id, member_id, status, created, created_by, changed, changed_by,"
        f" deleted) VALUES ('a', 'g', NULL, 'til stede', {STAMPS})"
    )
    connection.close()
