"""A store from before lists paged from the store: its records are in the lists once it has been opened."""

import shutil
from datetime import date
from pathlib import Path

from nsk_desktop import paths
from nsk_desktop.store import migrate
from nsk_desktop.store.checking import check
from nsk_desktop.store.queries import lists, people, sessions
from tests import make
from tests.make import KEY
from tests.store.test_migration_0002 import rows

_BEFORE = range(1, 6)


def test_records_of_an_older_store_are_in_the_lists_once_it_is_opened(tmp_path: Path) -> None:
    scripts = tmp_path / "scripts"
    (scripts / "versions").mkdir(parents=True)
    shutil.copy(paths.migrations() / "env.py", scripts)
    for number in _BEFORE:
        (name,) = (paths.migrations() / "versions").glob(f"{number:04}_*.py")
        shutil.copy(name, scripts / "versions")
    path = tmp_path / "old" / "nsk.db"
    path.parent.mkdir()
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts)
    _fill(path, tmp_path)
    migrate.upgrade(path, KEY, tmp_path / "backups")
    assert rows(path, "SELECT count(*) FROM listed_participant") == [(0,)], "the migration knows no rule of ours"
    store = make.reopened(path.parent)
    with store.read() as read:
        names = [row.name for row in people.list_participants(read, date(2025, 3, 11))]
        found = lists.participant_ids(read, date(2025, 3, 11), text="odegard")
        (meeting,) = sessions.list_sessions(read)
    assert names == ["Zahra", "Ægir", "Ødegård"]
    assert len(found) == 1
    assert meeting.registered == 1
    assert check(store).problems == ()
    store.close()


def _fill(path: Path, folder: Path) -> None:
    """The rows of a present store, in the columns that the older schema has."""
    from nsk_desktop.domain.identity import attendance_id
    from nsk_desktop.domain.records import Attendance
    from nsk_desktop.store import cipher

    store = make.store(folder / "new")
    with store.change("make") as change:
        ids = [change.create(make.participant(name)) for name in ("Ødegård", "Zahra", "Ægir")]
        session = change.create(make.session())
        change.create(Attendance(id=attendance_id(session, ids[0]), session_id=session, participant_id=ids[0]))
    store.close()
    new, old = cipher.connect(folder / "new" / "nsk.db", KEY), cipher.connect(path, KEY)
    for table in ("participant", "session", "attendance", "journal"):
        names = ", ".join(f'"{row[1]}"' for row in old.execute(f"PRAGMA table_info({table})"))
        found = new.execute(f"SELECT {names} FROM {table}").fetchall()
        old.execute("BEGIN")
        old.executemany(f"INSERT INTO {table} ({names}) VALUES ({','.join('?' * len(found[0]))})", found)
        old.execute("COMMIT")
    new.close()
    old.close()
