"""A store from before team exchange: what was in it stays, and a colleague's computer can be kept."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from nsk_desktop import paths
from nsk_desktop.store import cipher, colleagues, migrate
from nsk_desktop.store.colleagues import Colleague, Seen
from nsk_desktop.store.engine import open_engine
from nsk_desktop.store.store import Store
from tests.make import KEY


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A store of an earlier schema with a fact in it."""
    scripts = tmp_path / "scripts"
    (scripts / "versions").mkdir(parents=True)
    shutil.copy(paths.migrations() / "env.py", scripts)
    for script in sorted((paths.migrations() / "versions").glob("000[1-7]_*.py")):
        shutil.copy(script, scripts / "versions")
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts)
    connection = cipher.connect(path, KEY)
    connection.execute("INSERT INTO fact (name, value) VALUES ('author', 'AB')")
    with pytest.raises(Exception, match="colleague"):
        connection.execute("SELECT * FROM colleague")
    connection.close()
    return path


def test_colleagues_are_kept_after_the_upgrade(before: Path) -> None:
    migrate.upgrade(before, KEY, before.parent / "backups")
    store = Store(open_engine(before, KEY))
    assert store.author == "AB"
    one = Colleague("0" * 64, "age1x", "1" * 32, "Bærbar CD", "2025-03-04T18:00:00+00:00", "AB")
    store.keep(partial(colleagues.enrol, one=one))
    seen = Seen(one.key, "2" * 32, 3, "3" * 16, frozenset())
    store.keep(partial(colleagues.note, seen=seen, noticed=[colleagues.TWICE], now="2025-03-05"))
    with store.read() as read:
        (kept,) = colleagues.everybody(read.connection)
    assert (kept.name, kept.noticed, kept.last_made, kept.taken) == (
        "Bærbar CD",
        (colleagues.TWICE,),
        "3" * 16,
        "2025-03-05",
    )
    store.close()
