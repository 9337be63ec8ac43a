"""The team file (`.nskteam`), laptop to laptop: the whole journal, locked for the colleagues and signed inside.

Inside the lock: four bytes with the length of the head, the head as strict JSON, a signature over the head, and the
journal, compressed, one entry a line. The head holds the digest of the journal as it lies in the file, so that nothing
is inflated before the signature is known to be right.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from nsk_desktop.errors.team import NotForUs, TeamBadEntry, TeamDamaged, TeamForged, TeamNewer, TeamTooBig
from nsk_desktop.exchange import strict_json, team_seal
from nsk_desktop.exchange.team_signing import is_hex, is_plain, is_signed

ENDING: Final = ".nskteam"
FORMAT: Final = 1
MOST_BYTES: Final = 128 * 1024 * 1024
MOST_INFLATED: Final = 1024 * 1024 * 1024
MOST_ENTRIES: Final = 4_000_000
_LABEL: Final = b"nsk/1/team-file\x00"
_MOST_HEAD: Final = 64 * 1024
_MOST_LINE: Final = 1024 * 1024
_MOST_RECIPIENTS: Final = 200
_SIGNATURE: Final = 64
_CHUNK: Final = 256 * 1024
Row = tuple[str, str, str, str, str, str, Any]
"""An entry as it travels: id, device, stamp, author, kind, record, {field: [value, [replaced, …]]}."""
Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Head:
    """What a team file says of itself."""

    name: str
    """What the sender calls the computer."""
    key: str
    device: str
    """The sender's present identity."""
    number: int
    """The running number of the sender's team files, from 1."""
    made: str
    """When, as a stamp of the sender's clock."""
    schema: str
    practice: bool
    recipients: tuple[str, ...]
    entries: int
    inflated: int
    digest: str
    """Of the journal as it lies in the file."""
    format: int = FORMAT


_SHAPE: Final = {
    "name": str,
    "key": str,
    "device": str,
    "number": int,
    "made": str,
    "schema": str,
    "practice": bool,
    "recipients": list,
    "entries": int,
    "inflated": int,
    "digest": str,
    "format": int,
}


@dataclass(frozen=True, slots=True)
class TeamFile:
    """A team file that is authentic as far as its head and its digest go. Its entries are still to be read."""

    file: str
    head: Head
    packed: bytes

    @property
    def digest(self) -> str:
        """Tells this file from every other."""
        return sha256(strict_json.dumps(_plain(self.head))).hexdigest()


def pack(rows: Iterable[Sequence[Any]], progress: Step = lambda _done, _all: None) -> tuple[bytes, int, int]:
    """The journal compressed, its number of entries and its length before."""
    packer, parts, count, length = zlib.compressobj(6), [], 0, 0
    for count, row in enumerate(rows, 1):
        line = strict_json.dumps(row) + b"\n"
        length += len(line)
        parts.append(packer.compress(line))
        progress(count, 0)
    parts.append(packer.flush())
    return b"".join(parts), count, length


def digest_of(packed: bytes) -> str:
    """What the head says of the journal as it lies in the file."""
    return sha256(packed).hexdigest()


def write(head: Head, packed: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """The file: *head* and the packed journal, signed and locked for the recipients."""
    text = strict_json.dumps(_plain(head))
    inside = b"".join((len(text).to_bytes(4), text, sign(_LABEL + text), packed))
    return team_seal.lock(inside, head.recipients)


def open_file(path: Path, secret: bytes, trust: Callable[[str, str], None], schemas: frozenset[str]) -> TeamFile:
    """The file at *path*. Every check that needs no store but *trust*, which refuses a sender's key."""
    if path.stat().st_size > MOST_BYTES:
        raise TeamTooBig(path.name)
    return parse(path.name, path.read_bytes(), secret, trust, schemas)


def parse(
    name: str, locked: bytes, secret: bytes, trust: Callable[[str, str], None], schemas: frozenset[str]
) -> TeamFile:
    """`open_file` for the bytes of a file. The order of the checks is part of what protects us."""
    if len(locked) > MOST_BYTES:
        raise TeamTooBig(name)
    inside = team_seal.unlock(name, locked, secret)
    text, signature, packed = _parts(name, inside)
    head = _read_head(name, text)
    if team_seal.recipient_of(secret) not in head.recipients:
        # Somebody locked a colleague's file anew for us: its sender never meant us to have it.
        raise NotForUs(name)
    trust(name, head.key)
    if not is_signed(_LABEL + text, signature, head.key) or digest_of(packed) != head.digest:
        raise TeamForged(name)
    if head.schema not in schemas:
        raise TeamNewer(name)
    return TeamFile(name, head, packed)


def rows(file: TeamFile, progress: Step = lambda _done, _all: None) -> Iterator[Row]:
    """The entries of *file*, inflated line by line and never beyond what its head says."""
    count = 0
    for line in _lines(file):
        try:
            row = strict_json.loads(line, _MOST_LINE)
        except strict_json.NotStrict as problem:
            raise TeamBadEntry(file.file) from problem
        count += 1
        if not isinstance(row, list) or len(row) != 7 or count > file.head.entries:
            raise TeamBadEntry(file.file)
        yield tuple(row)
        progress(count, file.head.entries)
    if count != file.head.entries:
        raise TeamBadEntry(file.file)


def _parts(name: str, inside: bytes) -> tuple[bytes, bytes, bytes]:
    length = int.from_bytes(inside[:4])
    start = 4 + length
    if not 0 < length <= _MOST_HEAD or len(inside) < start + _SIGNATURE:
        raise TeamDamaged(name)
    return inside[4:start], inside[start : start + _SIGNATURE], inside[start + _SIGNATURE :]


def _read_head(name: str, text: bytes) -> Head:
    try:
        found = strict_json.loads(text, _MOST_HEAD)
    except strict_json.NotStrict as problem:
        raise TeamDamaged(name) from problem
    if not isinstance(found, dict) or type(found.get("format")) is not int:
        raise TeamDamaged(name)
    if found["format"] > FORMAT:
        raise TeamNewer(name)
    if found.keys() != _SHAPE.keys() or any(type(found[field]) is not kind for field, kind in _SHAPE.items()):
        raise TeamDamaged(name)
    named = is_plain(found["name"], 60) and is_plain(found["schema"], 20)
    hex_sizes = {"key": 32, "device": 16, "made": 8, "digest": 32}
    numbers = found["number"] > 0 and 0 <= found["entries"] <= MOST_ENTRIES and found["format"] == FORMAT
    if not named or not numbers or not all(is_hex(found[field], size) for field, size in hex_sizes.items()):
        raise TeamDamaged(name)
    recipients = found["recipients"]
    if len(recipients) > _MOST_RECIPIENTS or not all(isinstance(one, str) for one in recipients):
        raise TeamDamaged(name)
    if not 0 <= found["inflated"] <= MOST_INFLATED:
        raise TeamTooBig(name)
    if strict_json.dumps(found) != text:
        # Only one way of writing is ours.
        raise TeamDamaged(name)
    return Head(**{**found, "recipients": tuple(recipients)})


def _lines(file: TeamFile) -> Iterator[bytes]:
    unpacker, rest, length = zlib.decompressobj(), b"", 0
    waiting = file.packed
    while not unpacker.eof:
        try:
            chunk = unpacker.decompress(waiting, _CHUNK)
        except zlib.error as problem:
            raise TeamDamaged(file.file) from problem
        waiting = unpacker.unconsumed_tail
        length += len(chunk)
        if length > file.head.inflated or (not chunk and not unpacker.eof):
            raise TeamDamaged(file.file)
        *whole, rest = (rest + chunk).split(b"\n")
        if len(rest) > _MOST_LINE:
            raise TeamBadEntry(file.file)
        yield from whole
    if rest or unpacker.unused_data or length != file.head.inflated:
        raise TeamDamaged(file.file)


def _plain(head: Head) -> dict[str, Any]:
    return {**asdict(head), "recipients": list(head.recipients)}
