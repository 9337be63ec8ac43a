"""The store's folder: names, places that are refused, small files written whole."""

import os
import sys
from pathlib import Path

import pytest

from nsk_desktop.errors.store import CloudFolder, DatabaseMissing, DiskFull, NotAFolder, StoreExists
from nsk_desktop.store import folder
from nsk_desktop.store.folder import StoreFolder


def test_a_new_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    store = StoreFolder(tmp_path / "new" / "store")
    store.prepare()
    assert store.backups.is_dir()
    assert not store.has_store()
    if sys.platform != "win32":
        assert store.root.stat().st_mode & 0o777 == 0o700


def test_a_folder_with_a_store_is_not_taken(tmp_path: Path) -> None:
    for name in ("nsk.db", "nsk.keys.json"):
        root = tmp_path / name
        root.mkdir()
        (root / name).write_bytes(b"x")
        with pytest.raises(StoreExists):
            StoreFolder(root).prepare()


@pytest.mark.parametrize(
    "name",
    [
        "OneDrive",
        "OneDrive - Kommunen",
        "Dropbox",
        "Dropbox (Privat)",
        "Google Drive",
        "Mobile Documents",
        "iCloudDrive",
    ],
)
def test_a_folder_in_the_cloud_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CloudFolder, match="skytjeneste"):
        StoreFolder(tmp_path / name / "nsk").prepare()
    assert list(tmp_path.iterdir()) == []


def test_a_link_into_the_cloud_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(CloudFolder):
        StoreFolder(tmp_path / "data" / "nsk").prepare()


def test_a_cloud_folder_under_another_name_is_known_from_the_system(tmp_path: Path) -> None:
    assert folder.is_cloud(tmp_path / "docs" / "nsk", {"OneDriveCommercial": str(tmp_path / "docs")})
    assert not folder.is_cloud(tmp_path / "docs" / "nsk", {"OneDriveCommercial": str(tmp_path / "other")})


@pytest.mark.parametrize(
    ("place", "network"),
    [
        ("\\\\server\\share\\nsk", True),
        ("//server/share", True),
        ("\\\\?\\UNC\\server\\share", True),
        ("\\\\?\\C:\\nsk", False),
    ],
)
def test_a_share_is_known_by_its_name(place: str, network: bool) -> None:
    class Named:
        def __str__(self) -> str:
            return place

    assert folder.is_network(Named()) is network  # type: ignore[arg-type]


TABLE = """proc /proc proc rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//server/x /mnt/my\\040share cifs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("place", "network"),
    [
        ("/var/nsk", False),
        ("/home/anna/nsk", True),
        ("/home/local/nsk", False),
        ("/mnt/my share/nsk", True),
        ("/homes", False),
    ],
)
def test_a_mounted_share_is_known_from_the_list_of_mounts(place: str, network: bool) -> None:
    assert folder.is_mounted_from_network(Path(place), TABLE) is network


def test_a_disk_without_room_is_refused(tmp_path: Path) -> None:
    folder.refuse_full(tmp_path, least=1)
    with pytest.raises(DiskFull):
        folder.refuse_full(tmp_path, least=1 << 60)


def test_a_small_file_is_written_whole_or_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "small"
    folder.write_whole(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(DiskFull, match="small"):
            folder.write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["small"]
    folder.write_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(NotAFolder, match="ikke en mappe"):
            StoreFolder(place).prepare()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_a_folder_that_is_used_for_other_things_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "other.txt").write_bytes(b"x")
    StoreFolder(tmp_path).prepare()
    assert tmp_path.stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "backups").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("trace", ["nsk.mark.json", "backups/nsk-20250304T120000Z-daily.db"])
def test_a_database_that_is_gone_is_told_from_one_that_was_never_made(tmp_path: Path, trace: str) -> None:
    store = StoreFolder(tmp_path)
    store.prepare()
    store.keys.write_bytes(b"x")
    store.refuse_lost_database()
    (tmp_path / trace).write_bytes(b"x")
    with pytest.raises(DatabaseMissing, match="mangler"):
        store.refuse_lost_database()
    store.database.write_bytes(b"x")
    store.refuse_lost_database()
