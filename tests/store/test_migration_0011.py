"""A store from before figures were given out: what was in it stays, and what is given out can be kept."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from nsk_desktop import paths
from nsk_desktop.domain.periods import period_id
from nsk_desktop.domain.records import Period, Release
from nsk_desktop.domain.releases import release_id
from nsk_desktop.store import cipher, colleagues, given_out, migrate
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
    for script in sorted((paths.migrations() / "versions").glob("*.py")):
        if script.name < "0011":
            shutil.copy(script, scripts / "versions")
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts)
    connection = cipher.connect(path, KEY)
    connection.execute("INSERT INTO fact (name, value) VALUES ('author', 'AB')")
    with pytest.raises(Exception, match="release"):
        connection.execute('SELECT * FROM "release"')
    connection.close()
    return path


def test_what_is_given_out_and_who_knows_of_a_signature_are_kept_after_the_upgrade(before: Path) -> None:
    migrate.upgrade(before, KEY, before.parent / "backups")
    store = Store(open_engine(before, KEY))
    assert store.author == "AB"
    with store.change("") as change:
        change.create(Release(id=release_id("2025H1"), half_year="2025H1", content={"file": "{}"}))
        change.create(Period(id=period_id("2025H1"), half_year="2025H1", state="underskrevet", signature={"by": "AB"}))
    one = Colleague("0" * 64, "age1x", "1" * 32, "Bærbar CD", "2025-03-04T18:00:00+00:00", "AB")
    store.keep(partial(colleagues.enrol, one=one))
    with store.read() as read:
        assert [head.value for head in given_out.given(read, "2025H1")] == [{"file": "{}"}]
        assert given_out.half_years(read) == {"2025H1"}
        (signature,) = given_out.signatures(read, "2025H1")
        assert given_out.unaware(read, signature.entry) == ["Bærbar CD"]
    seen = Seen(one.key, "2" * 32, 3, "3" * 16, frozenset())
    entries = store.journal()
    store.keep(partial(given_out.note_file, seen=seen, noticed=[], now="2025-03-05", entries=entries))
    with store.read() as read:
        assert given_out.unaware(read, signature.entry) == []
    store.keep(partial(given_out.note_file, seen=seen, noticed=[], now="2025-03-06", entries=[]))
    with store.read() as read:
        assert given_out.unaware(read, signature.entry) == ["Bærbar CD"]
    store.close()
