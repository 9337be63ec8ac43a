"""A store from before drafts: what was in it stays, and words can be kept."""

import shutil
from pathlib import Path

import pytest

from nsk_desktop import paths
from nsk_desktop.store import cipher, migrate
from nsk_desktop.store.drafts import Draft
from nsk_desktop.store.engine import open_engine
from nsk_desktop.store.store import Store
from tests.make import KEY


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A store of the fourth schema with a journal entry."""
    scripts = tmp_path / "scripts"
    (scripts / "versions").mkdir(parents=True)
    shutil.copy(paths.migrations() / "env.py", scripts)
    for script in sorted((paths.migrations() / "versions").glob("000[1-4]_*.py")):
        shutil.copy(script, scripts / "versions")
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts)
    connection = cipher.connect(path, KEY)
    connection.execute("INSERT INTO fact (name, value) VALUES ('author', 'AB')")
    with pytest.raises(Exception, match="draft"):
        connection.execute("SELECT * FROM draft")
    connection.close()
    return path


def test_words_can_be_kept_after_the_upgrade(before: Path) -> None:
    migrate.upgrade(before, KEY, before.parent / "backups")
    store = Store(open_engine(before, KEY))
    assert (store.author, store.drafts()) == ("AB", [])
    half = Draft("actors", "a" * 32, "name", "Mimers Sk", "2025-03-04T18:00:00+00:00")
    store.keep_drafts([half], [])
    assert store.drafts() == [half]
    store.close()
