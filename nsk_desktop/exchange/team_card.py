"""The card of a computer (`enhedskort`): the public keys that colleagues know it by. Nothing in it is secret."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from nsk_desktop.errors.team import NoCard, TeamNewer, TeamTooBig
from nsk_desktop.exchange import strict_json, team_seal
from nsk_desktop.exchange.fingerprint import fingerprint
from nsk_desktop.exchange.team_signing import is_hex, is_plain, is_signed

ENDING: Final = ".nskkort"
FORMAT: Final = 1
LONGEST_NAME: Final = 60
_KIND: Final = "nsk-enhedskort"
_LABEL: Final = b"nsk/1/card\x00"
_MOST_BYTES: Final = 4096
_SHAPE: Final = {"kind": str, "format": int, "name": str, "store": str, "key": str, "recipient": str, "signature": str}


@dataclass(frozen=True, slots=True)
class Card:
    """Who a computer is to its colleagues."""

    name: str
    """What its people call it: for reading only, two computers may have the same."""
    store: str
    """The random name of its store, which stays when the keys are made anew."""
    key: str
    """The Ed25519 key its files are signed with, as hex."""
    recipient: str
    """The X25519 key that files for it are locked with, as age writes it."""

    @property
    def words(self) -> str:
        """The six words that two people compare. They stand for both keys together."""
        return words_of(self.key, self.recipient)


def words_of(key: str, recipient: str) -> str:
    """The six words for a pair of keys."""
    return fingerprint(sha256(_LABEL + bytes.fromhex(key) + recipient.encode("ascii")).digest())


def write_card(card: Card, sign: Callable[[bytes], bytes]) -> bytes:
    """The card as a file, signed with its own key."""
    body = _body(card)
    return strict_json.dumps({**body, "signature": sign(_LABEL + strict_json.dumps(body)).hex()}) + b"\n"


def read_card(path: Path) -> Card:
    """The card in the file at *path*; refused unless every part of it is as a program wrote it."""
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise TeamTooBig(path.name)
    return parse_card(content, path.name)


def parse_card(content: bytes, name: str) -> Card:
    """The card in *content*, which stood in the file *name*."""
    try:
        found: Any = strict_json.loads(content, _MOST_BYTES)
    except strict_json.NotStrict as problem:
        raise NoCard(name) from problem
    if isinstance(found, dict) and found.get("kind") == _KIND and type(found.get("format")) is int:
        if found["format"] > FORMAT:
            raise TeamNewer(name)
    else:
        raise NoCard(name)
    if found.keys() != _SHAPE.keys() or any(type(found[field]) is not kind for field, kind in _SHAPE.items()):
        raise NoCard(name)
    if not is_hex(found["key"], 32) or not is_hex(found["store"], 16) or not is_hex(found["signature"], 64):
        raise NoCard(name)
    if not is_plain(found["name"], LONGEST_NAME) or not team_seal.is_recipient(found["recipient"]):
        raise NoCard(name)
    card = Card(found["name"], found["store"], found["key"], found["recipient"])
    signature = bytes.fromhex(found["signature"])
    if found["format"] != FORMAT or not is_signed(_LABEL + strict_json.dumps(_body(card)), signature, card.key):
        raise NoCard(name)
    return card


def _body(card: Card) -> dict[str, Any]:
    return {
        "kind": _KIND,
        "format": FORMAT,
        "name": card.name,
        "store": card.store,
        "key": card.key,
        "recipient": card.recipient,
    }
