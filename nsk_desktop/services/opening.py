"""Making a store, unlocking it, and locking it again.

Cheap to import on purpose: the unlock window is painted before SQLAlchemy and the migrations are loaded.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from nsk_desktop.errors.store import StoreMissing
from nsk_desktop.store.folder import StoreFolder, refuse_unfit

if TYPE_CHECKING:
    from nsk_desktop.services.desk import Desk
    from nsk_desktop.store.keyfile import DataKey
    from nsk_desktop.store.keys import Strength


def exists(folder: Path) -> bool:
    """Whether *folder* holds a store, whole or not."""
    return StoreFolder(folder).has_store()


def create(
    folder: Path,
    passphrase: str,
    *,
    practice: bool = False,
    author: str = "",
    strength: "Strength | None" = None,
) -> "tuple[Desk, str]":
    """A new store, open, and the recovery code that is shown this once."""
    from nsk_desktop.store import facts, keys

    place = StoreFolder(folder)
    keys.refuse_weak(passphrase)
    place.prepare()
    data_key, code = keys.create(folder, passphrase, strength or keys.FULL)
    desk = None
    try:
        desk = _open(folder, data_key)
        desk.store.set_fact(facts.PRACTICE, "yes" if practice else "no")
        desk.store.set_fact(facts.AUTHOR, author)
        desk.practice = practice
    except BaseException:
        if desk is not None:
            desk.close()
        # A key file without its database would stand in the way of the next try.
        for left in (place.keys, place.database, place.mark):
            left.unlink(missing_ok=True)
        raise
    return desk, code


def open_store(folder: Path, passphrase: str, *, strength: "Strength | None" = None) -> "Desk":
    """Unlock the store in *folder*. Raises `WrongPassphrase` and the errors of a damaged or foreign file."""
    from nsk_desktop.store import keys

    _refuse_missing(folder)
    return _open(folder, keys.unlock(folder, passphrase, strength or keys.FULL))


def open_with_recovery(folder: Path, code: str) -> "Desk":
    """Unlock the store with its recovery code."""
    from nsk_desktop.store import keys

    _refuse_missing(folder)
    return _open(folder, keys.unlock_with_recovery(folder, code))


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Replace the passphrase; the database is not touched."""
    from nsk_desktop.store import keys

    keys.change_passphrase(folder, old, new)


def set_passphrase_with_recovery(folder: Path, code: str, new: str) -> None:
    """A new passphrase for somebody who has only the recovery code."""
    from nsk_desktop.store import keys

    keys.set_passphrase(folder, keys.unlock_with_recovery(folder, code), new)


def verify_recovery(folder: Path, code: str) -> None:
    """Raise unless *code*, typed back, opens the store."""
    from nsk_desktop.store import keys

    keys.verify_recovery(folder, code)


def _refuse_missing(folder: Path) -> None:
    if not exists(folder):
        raise StoreMissing(folder)
    refuse_unfit(folder)
    StoreFolder(folder).refuse_lost_database()


def _open(folder: Path, data_key: "DataKey") -> "Desk":
    from nsk_desktop.services.desk import Desk
    from nsk_desktop.services.watch import Watch
    from nsk_desktop.store import backup, migrate
    from nsk_desktop.store.device import load_device_key
    from nsk_desktop.store.instance import Instance
    from nsk_desktop.store.store import Store
    from nsk_desktop.store.vault import Vault

    place = StoreFolder(folder)
    undo: list[Callable[[], None]] = []
    instance = Instance(folder)
    undo.append(instance.release)
    try:
        if not place.database.exists() or migrate.needs_upgrade(place.database, data_key.database):
            migrate.upgrade(place.database, data_key.database, place.backups)
        store = Store.at(place.database, data_key.database)
        undo.append(store.close)
        store.check_quickly()
        desk = Desk(store, folder, load_device_key(folder, data_key), Vault(folder, data_key))
        watch = Watch(store, place, data_key)
        desk.notice = watch.compare()
        watch.write()
        if backup.is_due(place.backups) and store.extent()[0]:
            backup.make_backup(place.database, data_key.database, place.backups, "daily")
    except BaseException:
        while undo:
            undo.pop()()
        raise
    # A mark after every save: a damaged log after a crash is then noticed, and costs a millisecond.
    store.listen(lambda _done: watch.write())
    desk.before_closing(watch.write)
    desk.when_closing(instance.release)
    desk.backing_up(lambda reason: backup.make_backup(place.database, data_key.database, place.backups, reason))
    desk.checking_copies(lambda copy: backup.check(copy, data_key.database))
    desk.putting_back(lambda copy: backup.restore(copy, place.database, data_key.database))
    return desk
