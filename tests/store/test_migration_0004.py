"""Revision 0004 on a store with data: what was registered stays, and nothing was expected."""

import shutil
from pathlib import Path

from nsk_desktop import paths
from nsk_desktop.store import cipher, migrate

KEY = bytes(range(32))
STAMPS = "'0', 'AB', '0', 'AB', 0"


def scripts_until(folder: Path, last: int) -> Path:
    """The shipped migrations up to and with revision *last*."""
    shutil.copytree(paths.migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    for script in (folder / "versions").glob("*.py"):
        if int(script.name[:4]) > last:
            script.unlink()
    return folder


def test_series_and_meetings_are_kept_and_expect_nothing_of_the_past(tmp_path: Path) -> None:
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts_until(tmp_path / "three", 3))
    connection = cipher.connect(path, KEY)
    connection.execute(
        "INSERT INTO series (id, title, place, weekday, interval_weeks, themes, target_groups, hosts, closed,"
        " same_anonymous, created, created_by, changed, changed_by, deleted)"
        f" VALUES ('g', 'Kvindegruppen', 'Beboerhuset', 2, 1, '[]', '[]', '[]', 1, 0, {STAMPS})"
    )
    connection.execute(
        "INSERT INTO session (id, series_id, title, day, place, themes, target_groups, staff, hosts, language,"
        " interpreter, state, cancel_reason, completed, summary, learning, created, created_by, changed, changed_by,"
        f" deleted) VALUES ('s', 'g', 'Kvindegruppen', '2025-03-04', '', '[]', '[]', '[]', '[]', '', 0, 'afholdt',"
        f" '', 1, '', '', {STAMPS})"
    )
    connection.close()
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts_until(tmp_path / "four", 4))
    connection = cipher.connect(path, KEY)
    assert connection.execute("SELECT id, series_id, day, expected_on FROM session").fetchall() == [
        ("s", "g", "2025-03-04", None)
    ]
    assert connection.execute("SELECT weekday, place FROM series").fetchall() == [(2, "Beboerhuset")]
    assert connection.execute("SELECT count(*) FROM evaluation_session").fetchall() == [(1,)]
    connection.execute(
        "INSERT INTO plan_change (id, series_id, since, field, value, created, created_by, changed, changed_by,"
        f" deleted) VALUES ('c', 'g', '2025-04-01', 'place', 'Klubben', {STAMPS})"
    )
    connection.execute(
        "INSERT INTO expectation (id, series_id, day, answer, created, created_by, changed, changed_by, deleted)"
        f" VALUES ('e', 'g', '2025-04-21', 'sprunget over', {STAMPS})"
    )
    connection.close()
