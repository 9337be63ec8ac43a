"""The folder of a store: what its files are called, and whether the place is fit to hold it."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nsk_desktop.errors.store import (
    CloudFolder,
    DatabaseMissing,
    DiskFull,
    NetworkFolder,
    NotAFolder,
    StoreExists,
    of_system,
)

# Without O_BINARY, Windows would turn every line end into two bytes.
_WRITE_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
LEAST_FREE: Final = 200 * 1024 * 1024  # one backup of a big store, and the log beside it

# A folder with such a name, or beginning so ("OneDrive - Aarhus Kommune"), is copied to a cloud service.
CLOUD_NAMES: Final = ("onedrive", "dropbox", "google drive", "googledrive", "my drive", "mobile documents", "icloud")
CLOUD_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
# Mounted file systems that are other computers' disks.
NETWORK_SYSTEMS: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "davfs", "fuse.rclone"})


@dataclass(frozen=True, slots=True)
class StoreFolder:
    """The files of the store in *root*."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "nsk.db"

    @property
    def keys(self) -> Path:
        return self.root / "nsk.keys.json"

    @property
    def device(self) -> Path:
        return self.root / "nsk.device.json"

    @property
    def mark(self) -> Path:
        return self.root / "nsk.mark.json"

    @property
    def lock(self) -> Path:
        return self.root / "nsk.lock"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    def has_store(self) -> bool:
        """Whether anything of a store is here, whole or not."""
        return self.database.exists() or self.keys.exists()

    def refuse_lost_database(self) -> None:
        """Refuse a store whose database is gone though it has been used: a new, empty one must not take its place."""
        used = self.mark.exists() or (self.backups.is_dir() and any(self.backups.glob("*.db")))
        if used and not self.database.exists():
            raise DatabaseMissing(self.database)

    def prepare(self) -> None:
        """Make the folder for a new store, for this user only; refuse a place that would harm it."""
        refuse_unfit(self.root)
        if self.has_store():
            raise StoreExists(self.root)
        make_private(self.root)
        refuse_full(self.root)
        make_private(self.backups)


def make_private(folder: Path) -> None:
    """Make *folder* if need be and let nobody but this user into it; one that others use already stays as it is."""
    with system_errors(folder):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            empty = next(folder.iterdir(), None) is None
        except (FileExistsError, NotADirectoryError):
            raise NotAFolder(folder) from None
        if empty and os.name == "posix":
            folder.chmod(0o700)


def refuse_full(folder: Path, least: int = LEAST_FREE) -> None:
    """Refuse a disk with less than *least* bytes left."""
    with system_errors(folder):
        if shutil.disk_usage(folder).free < least:
            raise DiskFull(folder)


def refuse_unfit(folder: Path) -> None:
    """Refuse a place on a network drive or in a folder that a cloud service copies."""
    place = folder.expanduser().absolute()
    for candidate in (place, place.resolve()):
        if is_network(candidate):
            raise NetworkFolder(folder)
        if is_cloud(candidate, os.environ):
            raise CloudFolder(folder)


def is_cloud(place: Path, environment: Mapping[str, str]) -> bool:
    """Whether *place* is in a folder that a known cloud service copies."""
    if any(part.casefold().startswith(CLOUD_NAMES) for part in place.parts):
        return True
    roots = (environment.get(name) for name in CLOUD_VARIABLES)
    return any(root and place.is_relative_to(root) for root in roots)


def is_network(place: Path) -> bool:
    """Whether *place* is on another computer's disk, as far as this system can tell."""
    text = str(place)
    if text.startswith(("\\\\", "//")):
        # \\?\C:\… is a local path written long; every other double slash is a share.
        return not (text.startswith("\\\\?\\") and not text.upper().startswith("\\\\?\\UNC\\"))
    if sys.platform == "win32":
        import ctypes

        remote = 4
        return bool(ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == remote)
    return is_mounted_from_network(place, mounts())


def mounts() -> str:
    """The mounted file systems as Linux lists them, or nothing."""
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def is_mounted_from_network(place: Path, table: str) -> bool:
    """Whether the innermost mount over *place* in a mount *table* is a network file system."""
    found = (0, "")
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        if place.is_relative_to(point):
            found = max(found, (len(point.parts), fields[2]))
    return found[1] in NETWORK_SYSTEMS


@contextmanager
def system_errors(path: Path) -> Iterator[None]:
    """Turn the system's refusals into the errors that name *path*. For what must not load the database library."""
    try:
        yield
    except OSError as exception:
        known = of_system(exception, path)
        if known is None:
            raise
        raise known from exception


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file so that after a power cut either the old or the new one is there, never half."""
    temporary = path.with_name(path.name + ".tmp")
    with system_errors(path):
        try:
            with open(os.open(temporary, _WRITE_NEW, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        settle(path.parent)


def settle(folder: Path) -> None:
    """Make a rename in *folder* outlive a power cut, where the system has a way to say so."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle_file(path: Path) -> None:
    """Make the content of a file written by the database library outlive a power cut."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
