"""Migrations on real encrypted files, with scripts of the tests' own."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nsk_desktop import paths
from nsk_desktop.errors import NskError
from nsk_desktop.errors.store import NewerStore, NotEncrypted, StoreDamaged, UpgradeFailed
from nsk_desktop.store import cipher, migrate
from nsk_desktop.store.backup import list_backups

KEY = bytes(range(32))
FIRST = """
op.create_table("person", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text))
op.create_table(
    "visit",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("person", sa.Integer, sa.ForeignKey("person.id", ondelete="CASCADE")),
)
"""
REBUILD = """
with op.batch_alter_table("person", recreate="always") as table:
    table.add_column(sa.Column("alias", sa.Text))
"""
BREAKS_A_REFERENCE = """
op.execute("DELETE FROM person")
"""
BREAKS_A_RULE = """
op.execute("UPDATE person SET alias = 'x'")
op.execute("INSERT INTO person (id, name) SELECT id, name FROM person")
"""
BUG = """
op.execute("UPDATE person SET name = 'changed'")
op.execute("SELECT nothing FROM nowhere")
"""

Scripts = Callable[..., Path]


@pytest.fixture
def scripts(tmp_path: Path) -> Scripts:
    """A folder of migrations with the given bodies, and the program's own env.py."""

    def make(*bodies: str) -> Path:
        folder = tmp_path / f"scripts 100% {len(bodies)}"
        (folder / "versions").mkdir(parents=True, exist_ok=True)
        (folder / "env.py").write_bytes((paths.migrations() / "env.py").read_bytes())
        for number, body in enumerate(bodies, start=1):
            below = f"'{number - 1:04}'" if number > 1 else "None"
            text = (
                f"import sqlalchemy as sa\nfrom alembic import op\nrevision = '{number:04}'\ndown_revision = {below}\n"
            )
            lines = "".join(f"    {line}\n" for line in body.strip().splitlines())
            (folder / "versions" / f"{number:04}_step.py").write_text(
                f"{text}def upgrade():\n{lines}", encoding="utf-8"
            )
        return folder

    return make


def fill(path: Path) -> None:
    connection = cipher.connect(path, KEY)
    connection.execute("INSERT INTO person (id, name) VALUES (1, 'Amina')")
    connection.execute("INSERT INTO visit VALUES (1, 1)")
    connection.close()


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = cipher.connect(path, KEY)
    try:
        return list(connection.execute(sql).fetchall())
    finally:
        connection.close()


def test_a_new_store_is_made_by_the_same_migrations(tmp_path: Path, scripts: Scripts) -> None:
    path, two = tmp_path / "store" / "nsk.db", scripts(FIRST, REBUILD)
    path.parent.mkdir()
    migrate.upgrade(path, KEY, tmp_path / "backups", two)
    assert migrate.schema_version(path, KEY) == 2
    assert not migrate.needs_upgrade(path, KEY, two)
    assert list_backups(tmp_path / "backups") == []
    fill(path)
    assert [file.name for file in path.parent.iterdir()] == ["nsk.db"]


def test_the_shipped_migrations_make_a_store(tmp_path: Path) -> None:
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups")
    assert migrate.schema_version(path, KEY) == migrate.latest() >= 1
    assert not migrate.is_newer(path, KEY)


def test_rebuilding_a_table_keeps_its_children_and_a_backup_is_made_first(tmp_path: Path, scripts: Scripts) -> None:
    path, backups = tmp_path / "nsk.db", tmp_path / "backups"
    migrate.upgrade(path, KEY, backups, scripts(FIRST))
    fill(path)
    two = scripts(FIRST, REBUILD)
    assert migrate.needs_upgrade(path, KEY, two)
    migrate.upgrade(path, KEY, backups, two)
    assert rows(path, "SELECT name, alias FROM person") == [("Amina", None)]
    assert rows(path, "SELECT person FROM visit") == [(1,)]
    (backup,) = list_backups(backups)
    assert backup.reason == "upgrade"
    assert migrate.schema_version(backup.path, KEY) == 1
    assert rows(backup.path, "SELECT name FROM person") == [("Amina",)]


def test_with_foreign_keys_on_the_children_would_be_lost(tmp_path: Path, scripts: Scripts) -> None:
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts(FIRST))
    fill(path)
    connection = cipher.connect(path, KEY)
    connection.execute("CREATE TABLE copy AS SELECT * FROM person")
    connection.execute("DROP TABLE person")
    connection.execute("ALTER TABLE copy RENAME TO person")
    assert connection.execute("SELECT count(*) FROM visit").fetchone() == (0,)
    connection.close()


def test_nothing_is_done_when_nothing_is_needed(tmp_path: Path, scripts: Scripts) -> None:
    path, one = tmp_path / "nsk.db", scripts(FIRST)
    migrate.upgrade(path, KEY, tmp_path / "backups", one)
    before = path.read_bytes()
    migrate.upgrade(path, KEY, tmp_path / "backups", one)
    assert path.read_bytes() == before
    assert not (tmp_path / "backups").exists()


@pytest.mark.parametrize("body", [BREAKS_A_REFERENCE, BREAKS_A_RULE])
def test_an_upgrade_whose_result_does_not_hold_together_changes_nothing(
    tmp_path: Path, scripts: Scripts, body: str
) -> None:
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts(FIRST))
    fill(path)
    with pytest.raises(UpgradeFailed, match="uændret"):
        migrate.upgrade(path, KEY, tmp_path / "backups", scripts(FIRST, REBUILD, body))
    assert migrate.schema_version(path, KEY) == 1
    assert rows(path, "SELECT * FROM person") == [(1, "Amina")]
    assert rows(path, "SELECT * FROM visit") == [(1, 1)]


def test_a_bug_in_a_migration_is_not_made_calm_and_changes_nothing(tmp_path: Path, scripts: Scripts) -> None:
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts(FIRST))
    fill(path)
    with pytest.raises(Exception, match="nowhere") as caught:
        migrate.upgrade(path, KEY, tmp_path / "backups", scripts(FIRST, BUG))
    assert not isinstance(caught.value, NskError)
    assert rows(path, "SELECT * FROM person") == [(1, "Amina")]


def test_a_store_that_cannot_be_made_leaves_nothing(tmp_path: Path, scripts: Scripts) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    with pytest.raises(Exception, match="nowhere"):
        migrate.upgrade(folder / "nsk.db", KEY, tmp_path / "backups", scripts(FIRST, BUG))
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("version", ["0007", "7", "abc123"])
def test_a_newer_store_is_refused_untouched(tmp_path: Path, scripts: Scripts, version: str) -> None:
    path, one = tmp_path / "nsk.db", scripts(FIRST)
    migrate.upgrade(path, KEY, tmp_path / "backups", one)
    connection = cipher.connect(path, KEY)
    connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    connection.close()
    before = path.read_bytes()
    for refuse in (migrate.needs_upgrade, lambda *_: migrate.upgrade(path, KEY, tmp_path / "backups", one)):
        with pytest.raises(NewerStore, match="nyere version"):
            refuse(path, KEY, one)
    assert path.read_bytes() == before
    assert not (tmp_path / "backups").exists()


def test_a_wrong_key_and_a_foreign_file_are_refused_before_a_backup(tmp_path: Path, scripts: Scripts) -> None:
    path, one = tmp_path / "nsk.db", scripts(FIRST)
    migrate.upgrade(path, KEY, tmp_path / "backups", one)
    with pytest.raises(StoreDamaged):
        migrate.upgrade(path, bytes(32), tmp_path / "backups", one)
    path.write_bytes(b"SQLite format 3\x00" + bytes(4080))
    with pytest.raises(NotEncrypted):
        migrate.upgrade(path, KEY, tmp_path / "backups", one)
    assert not (tmp_path / "backups").exists()


def test_the_log_of_a_store_that_is_gone_is_not_replayed_onto_a_new_one(tmp_path: Path, scripts: Scripts) -> None:
    path, log = tmp_path / "nsk.db", tmp_path / "nsk.db-wal"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts(FIRST))
    connection = cipher.connect(path, KEY)
    connection.execute("INSERT INTO person (name) VALUES ('Amina')")
    left = log.read_bytes()
    connection.close()
    path.unlink()
    log.write_bytes(left)
    path.with_name("nsk.db.new").write_bytes(b"half made")
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts(FIRST))
    assert rows(path, "SELECT * FROM person") == []
    fill(path)


def test_the_migration_library_is_not_loaded_to_find_nothing_to_do(tmp_path: Path, scripts: Scripts) -> None:
    path, one = tmp_path / "nsk.db", scripts(FIRST)
    migrate.upgrade(path, KEY, tmp_path / "backups", one)
    script = (
        "import sys; from pathlib import Path; from nsk_desktop.store import migrate;"
        f"migrate.upgrade(Path({str(path)!r}), bytes(range(32)), Path({str(tmp_path)!r}), Path({str(one)!r}));"
        "print([name for name in ('alembic', 'sqlalchemy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
