"""A store from before targets: what was in it stays, and a target can be written."""

from pathlib import Path

import pytest

from nsk_desktop.domain.records import Area, Target
from nsk_desktop.store import cipher, migrate
from nsk_desktop.store.engine import open_engine
from nsk_desktop.store.store import Store
from tests.make import KEY
from tests.store.test_migration_0004 import scripts_until


def test_what_was_there_stays_and_targets_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts_until(tmp_path / "twelve", 12))
    connection = cipher.connect(path, KEY)
    connection.execute("INSERT INTO fact (name, value) VALUES ('author', 'AB')")
    connection.execute(
        "INSERT INTO area (id, created, created_by, changed, changed_by, deleted, name, district, "
        "housing_organisations, trust_baseline, actors_baseline, need_baseline, residents) VALUES "
        "('a1', '', '', '', '', 0, 'Tingbjerg', '', '[]', '', '', '', '[]')"
    )
    with pytest.raises(Exception, match="target"):
        connection.execute("SELECT * FROM target")
    connection.close()
    migrate.upgrade(path, KEY, tmp_path / "backups")
    store = Store(open_engine(path, KEY))
    assert store.author == "AB"
    with store.change("") as change:
        change.create(Target(period="2025", value=250, theme="T2"))
    with store.read() as read:
        (kept,) = read.all(Target)
        assert (kept.indicator, kept.period, kept.theme, kept.value) == ("borgere nået", "2025", "T2", 250)
        assert [area.name for area in read.all(Area)] == ["Tingbjerg"]
    store.close()
