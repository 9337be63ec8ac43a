"""A store from before receipts: what was in it stays, and files and receipts can be kept."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from nsk_desktop import paths
from nsk_desktop.store import cipher, facts, migrate, receipts
from nsk_desktop.store.engine import open_engine
from nsk_desktop.store.receipts import SentFile
from nsk_desktop.store.store import Store
from tests.make import KEY


def test_a_file_is_remembered_after_the_upgrade(tmp_path: Path) -> None:
    scripts = tmp_path / "scripts"
    (scripts / "versions").mkdir(parents=True)
    shutil.copy(paths.migrations() / "env.py", scripts)
    for script in sorted((paths.migrations() / "versions").glob("000[1-7]_*.py")):
        shutil.copy(script, scripts / "versions")
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts)
    connection = cipher.connect(path, KEY)
    connection.execute("INSERT INTO fact (name, value) VALUES (?, 'AB')", (facts.AUTHOR,))
    with pytest.raises(Exception, match="sent_file"):
        connection.execute("SELECT * FROM sent_file")
    connection.close()
    migrate.upgrade(path, KEY, tmp_path / "backups")
    store = Store(open_engine(path, KEY))
    assert store.author == "AB"
    file = SentFile(store.device, 8, "2025-03-04", "fil.xlsx", "d")
    store.keep(partial(receipts.note_file, file=file, digests={"Aktører": {"x1": "1"}}))
    with store.read() as read:
        assert receipts.files(read.connection) == [file]
        assert receipts.unacknowledged(read.connection) == [("Aktører", "x1")]
    store.close()
