"""A store from before reasons: what the centre changed by hand stays, and the next receipt can say why."""

from pathlib import Path

import pytest

from nsk_desktop.store import cipher, migrate
from nsk_desktop.store.engine import open_engine
from nsk_desktop.store.receipts import KeptEdit, KeptReceipt, KeptRow, edits, take_in
from nsk_desktop.store.store import Store
from tests.make import KEY
from tests.store.test_migration_0004 import scripts_until


def test_edits_are_kept_and_new_ones_have_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts_until(tmp_path / "eleven", 11))
    connection = cipher.connect(path, KEY)
    connection.execute("INSERT INTO receipt VALUES ('r', 'd', 1, '2025-03-12T09:00', '2025-03-12T09:00', '{}', '')")
    connection.execute(
        "INSERT INTO receipt_row VALUES ('Aktører', 'x', 'g', '2025-03-12T09:00', 'hand-edited', '', '')"
    )
    connection.execute("INSERT INTO receipt_edit VALUES ('r', 'Aktører', 'x', 'navn', 'Rettet', 'Skolen')")
    with pytest.raises(Exception, match="why"):
        connection.execute("SELECT why FROM receipt_edit")
    connection.close()
    migrate.upgrade(path, KEY, tmp_path / "backups")
    store = Store(open_engine(path, KEY))
    with store.read() as read:
        assert edits(read.connection) == [(KeptEdit("Aktører", "x", "navn", "Rettet", "Skolen"), "2025-03-12T09:00")]
    moment = "2025-03-13T09:00"
    whole = KeptReceipt("s", "d", 2, moment, moment, {}, {})
    edit = KeptEdit("Aktører", "y", "navn", "Rettet", "Kirken", "Efter opkald")
    store.keep(lambda one: take_in(one, whole, [KeptRow("Aktører", "y", "g", "hand-edited")], [edit]))
    with store.read() as read:
        assert {found.row: found.why for found, _told in edits(read.connection)} == {"x": "", "y": "Efter opkald"}
    store.close()
