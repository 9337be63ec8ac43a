"""The colleagues' computers: this one's card, whose cards were added, and shutting a lost one out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from nsk_desktop.errors.files import NotWritten
from nsk_desktop.errors.team import (
    CardChanged,
    CardRevoked,
    NobodyToSendTo,
    NoTeamInPractice,
    OwnCard,
    OwnTeamFile,
    SenderRevoked,
    SenderUnknown,
    WordsDiffer,
)
from nsk_desktop.exchange import team_card, team_file, team_seal
from nsk_desktop.exchange.team_card import ENDING as CARD_ENDING
from nsk_desktop.exchange.team_card import Card
from nsk_desktop.exchange.team_file import ENDING as FILE_ENDING
from nsk_desktop.exchange.team_file import Head, Step
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import colleagues as known
from nsk_desktop.store import facts
from nsk_desktop.store.colleagues import Colleague
from nsk_desktop.store.folder import write_whole
from nsk_desktop.store.migrate import latest

__all__ = [
    "CARD_ENDING",
    "FILE_ENDING",
    "Card",
    "Colleague",
    "Made",
    "Offer",
    "Step",
    "colleagues",
    "enrol",
    "make_file",
    "my_card",
    "name_computer",
    "read_card",
    "revoke",
    "settle_notices",
    "words_of",
    "write_card",
]
_SECRET, _REVOKED = "team", "revoked"


class Keys(NamedTuple):
    """What this store signs and opens files with."""

    public: str
    sign: Callable[[bytes], bytes]
    secret: bytes
    store: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A card that was read and may be added, once its words were compared."""

    card: Card
    known: bool
    """It is here already, with the same keys."""


@dataclass(frozen=True, slots=True)
class Made:
    """A team file that was made."""

    path: Path
    number: int
    entries: int
    colleagues: tuple[str, ...]


def keys_of(desk: Desk) -> Keys:
    """The keys of this store; the one that opens files is made when it is first asked for."""
    if desk.practice or desk.signer is None or desk.vault is None:
        raise NoTeamInPractice
    secret = desk.vault.read(_SECRET)
    if secret is None:
        secret = team_seal.new_secret()
        desk.vault.write(_SECRET, secret)
    return Keys(desk.signer.public_key.hex(), desk.signer.sign, secret, desk.vault.store_id)


# this computer


def my_card(desk: Desk) -> Card:
    """The card that colleagues get."""
    keys = keys_of(desk)
    name = desk.store.fact(facts.TEAM_NAME) or desk.store.author.strip() or _("Computer without a name")
    return Card(name[: team_card.LONGEST_NAME], keys.store, keys.public, team_seal.recipient_of(keys.secret))


def name_computer(desk: Desk, name: str) -> None:
    """Say what colleagues shall call this computer."""
    plain = " ".join("".join(sign for sign in name if sign.isprintable()).split())
    desk.store.set_fact(facts.TEAM_NAME, plain[: team_card.LONGEST_NAME].strip())


def _write(path: Path, content: bytes) -> None:
    """Put a file for colleagues at *path*; its folder is made, as for every other file that is made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as problem:
        raise NotWritten(path, problem) from problem


def write_card(desk: Desk, folder: Path) -> Path:
    """Put this computer's card into *folder*. Its name tells no person."""
    card = my_card(desk)
    path = folder / f"nsk-enhedskort_{card.key[:8]}{CARD_ENDING}"
    _write(path, team_card.write_card(card, keys_of(desk).sign))
    return path


# colleagues


def colleagues(desk: Desk) -> list[Colleague]:
    """Every computer that was added here, the ones that were shut out last."""
    with desk.store.read() as read:
        found = known.everybody(read.connection)
    gone = _revoked(desk)
    marked = [one if one.revoked or one.key not in gone else replace(one, revoked=gone[one.key]) for one in found]
    return sorted(marked, key=lambda one: one.revoked is not None)


def words_of(colleague: Colleague) -> str:
    """The six words of a colleague's computer."""
    return team_card.words_of(colleague.key, colleague.recipient)


def read_card(desk: Desk, path: Path) -> Offer:
    """The card at *path*, refused when it is our own, was shut out, or is a known computer's with other keys."""
    card = team_card.read_card(path)
    if card.key == keys_of(desk).public:
        raise OwnCard(path.name)
    if card.key in _revoked(desk):
        raise CardRevoked(path.name)
    same = False
    for one in colleagues(desk):
        if one.revoked is None and (one.key == card.key or one.store == card.store):
            if (one.key, one.recipient, one.store) != (card.key, card.recipient, card.store):
                raise CardChanged(path.name, words_of(one), card.words)
            same = True
    return Offer(card, same)


def enrol(desk: Desk, offer: Offer, words: str) -> None:
    """Trust the computer whose card was read; *words* are what its person read out, or said they see too."""
    card = offer.card
    if words.casefold().split() != card.words.casefold().split():
        raise WordsDiffer(card.name)
    if card.key in _revoked(desk):
        raise CardRevoked(card.name)
    one = Colleague(card.key, card.recipient, card.store, card.name, _now(), desk.store.author)
    desk.store.keep(partial(known.enrol, one=one))


def revoke(desk: Desk, key: str) -> None:
    """Shut a lost computer out, for good: also a backup that is put back here does not let it in again."""
    gone = {**_revoked(desk), key: _now()}
    if desk.vault is None:
        raise NoTeamInPractice
    desk.vault.write(_REVOKED, "\n".join(f"{one} {when}" for one, when in sorted(gone.items())).encode("ascii"))
    desk.store.keep(partial(known.revoke, key=key, when=gone[key]))


def settle_notices(desk: Desk, key: str) -> None:
    """Somebody has read what was noticed of a computer."""
    desk.store.keep(partial(known.settle_notices, key=key))


def refuse_stranger(desk: Desk, name: str, key: str) -> None:
    """Refuse the file *name* when its sender's *key* is not a colleague's."""
    if key == keys_of(desk).public:
        raise OwnTeamFile(name)
    found = {one.key: one for one in colleagues(desk)}
    if key in _revoked(desk):
        raise SenderRevoked(name, found[key].name if key in found else key[:8])
    if key not in found:
        raise SenderUnknown(name)


# files


def make_file(desk: Desk, folder: Path, progress: Step = lambda _done, _all: None) -> Made:
    """One file with everything, locked for all colleagues who are not shut out."""
    keys = keys_of(desk)
    to = [one for one in colleagues(desk) if one.revoked is None]
    if not to:
        raise NobodyToSendTo
    number = int(desk.store.fact(facts.TEAM_NUMBER) or "0") + 1
    # Before the journal is read: whatever is stamped before it is then in the file.
    made = desk.store.stamp_file()
    journal = desk.store.journal()
    rows = (
        (entry.id, entry.device, entry.hlc, entry.author, entry.kind, entry.record, dict(entry.fields))
        for entry in journal
    )
    packed, count, length = team_file.pack(rows, lambda done, _all: progress(done, len(journal)))
    head = Head(
        name=my_card(desk).name,
        key=keys.public,
        device=desk.store.device,
        number=number,
        made=made,
        schema=f"{latest():04}",
        practice=desk.practice,
        recipients=tuple(sorted(one.recipient for one in to)),
        entries=count,
        inflated=length,
        digest=team_file.digest_of(packed),
    )
    path = folder / f"nsk-team_{keys.public[:8]}_{head.device[:4]}-{number}_{date.today().isoformat()}{FILE_ENDING}"
    _write(path, team_file.write(head, packed, keys.sign))
    desk.store.set_fact(facts.TEAM_NUMBER, str(number))
    return Made(path, number, count, tuple(one.name for one in to))


def _revoked(desk: Desk) -> dict[str, str]:
    """The keys that were shut out, and when. They lie beside the database, which may be put back from a backup."""
    kept = desk.vault.read(_REVOKED) if desk.vault is not None else None
    lines = (line.partition(" ") for line in (kept or b"").decode("ascii").splitlines())
    return {key: when for key, _space, when in lines}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
