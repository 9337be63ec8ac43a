"""A disk that is really full: a small file system of its own, filled by the store itself."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MOUNT = ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=3m none "$1" && shift && exec "$@"', "sh"]


def can_mount() -> bool:
    """Whether a file system of a few megabytes can be had here without rights."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    return subprocess.run([*MOUNT, "/mnt", "true"], capture_output=True).returncode == 0


pytestmark = pytest.mark.skipif(not can_mount(), reason="needs a small file system of its own")

PRELUDE = """
import sys
from pathlib import Path
from nsk_desktop.errors.store import DiskFull
from nsk_desktop.store import backup, cipher, keys
root, key = Path(sys.argv[1]), bytes(range(32))
path, filler = root / "nsk.db", root / "filler"
def fill():
    with open(filler, "wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError as error:
            assert error.errno == 28
connection = cipher.connect(path, key, create=True)
connection.execute("CREATE TABLE note (text TEXT)")
def save(number):
    with cipher.known_errors(path):
        connection.execute("INSERT INTO note VALUES (?)", (f"{number} " + "x" * 900,))
def kept():
    return connection.execute("SELECT count(*) FROM note").fetchone()[0]
"""


def run(folder: Path, script: str) -> str:
    """What *script* prints when *folder* is a file system of three megabytes."""
    command = [*MOUNT, str(folder), sys.executable, "-c", PRELUDE + script, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_every_save_before_the_disk_was_full_is_kept_and_saving_goes_on_when_there_is_room(tmp_path: Path) -> None:
    script = """
saved = 0
try:
    while True:
        save(saved)
        saved += 1
        if saved == 50:
            fill()
except DiskFull as error:
    assert str(path) in str(error)
assert kept() == saved >= 50
filler.unlink()
save(saved)
assert kept() == saved + 1
connection.close()
connection = cipher.connect(path, key)
cipher.check_quickly(connection, path)
cipher.check_every_page(connection, path)
assert kept() == saved + 1
print("kept")
"""
    assert run(tmp_path, script) == "kept"


def test_a_backup_that_finds_no_room_leaves_nothing_behind(tmp_path: Path) -> None:
    script = """
for number in range(300):
    save(number)
folder = root / "backups"
first = backup.make_backup(path, key, folder, "daily")
fill()
try:
    backup.make_backup(path, key, folder, "manual")
except DiskFull:
    assert [file.name for file in folder.iterdir()] == [first.name]
    filler.unlink()
    backup.check(first, key)
    print("kept")
"""
    assert run(tmp_path, script) == "kept"


def test_a_passphrase_that_cannot_be_saved_leaves_the_old_one(tmp_path: Path) -> None:
    script = """
cheap = keys.Strength(cost=keys.Cost(64, 1, 1), floor=keys.Cost(64, 1, 1))
keys.create(root, "en to tre fire", cheap)
fill()
try:
    keys.change_passphrase(root, "en to tre fire", "fem seks syv otte", cheap)
except DiskFull:
    keys.unlock(root, "en to tre fire", cheap)
    print("kept")
"""
    assert run(tmp_path, script) == "kept"


def test_a_store_that_cannot_be_opened_for_want_of_room_says_so(tmp_path: Path) -> None:
    script = """
save(1)
connection.close()
fill()
try:
    cipher.connect(path, key)
except DiskFull:
    filler.unlink()
    connection = cipher.connect(path, key)
    print(kept())
"""
    assert run(tmp_path, script) == "1"
