"""Spoiled team files: any byte of the locked file, and any part inside by somebody who holds a colleague's keys."""

import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from nsk_desktop.exchange import strict_json, team_file, team_seal
from nsk_desktop.exchange.team_file import Head


@dataclass(frozen=True)
class Honest:
    """An honest file, opened: what a forger who can read it has to work with."""

    locked: bytes
    head: dict[str, Any]
    signature: bytes
    packed: bytes
    recipients: tuple[str, ...]
    sign: Callable[[bytes], bytes]
    """What its sender signs with, for a sender whose program is not ours."""

    def rows(self) -> list[list[Any]]:
        return [strict_json.loads(line, 1 << 20) for line in zlib.decompress(self.packed).splitlines()]


def opened(locked: bytes, secret: bytes, sign: Callable[[bytes], bytes]) -> Honest:
    """The parts of an honest file."""
    inside = team_seal.unlock("x", locked, secret)
    length = int.from_bytes(inside[:4])
    text, rest = inside[4 : 4 + length], inside[4 + length :]
    head = strict_json.loads(text, 1 << 16)
    return Honest(locked, head, rest[:64], rest[64:], tuple(head["recipients"]), sign)


def outside(honest: Honest, source: random.Random) -> bytes:
    """The locked file with something done to its bytes, as a bad disk or a stranger would."""
    content = bytearray(honest.locked)
    place = source.randrange(len(content))
    match source.randrange(7):
        case 0:
            content[place] ^= 1 << source.randrange(8)
        case 1:
            del content[place:]
        case 2:
            content[place:place] = source.randbytes(source.randint(1, 40))
        case 3:
            del content[place : place + source.randint(1, 40)]
        case 4:
            content += source.randbytes(source.randint(1, 200))
        case 5:
            end = min(place + source.randint(1, 200), len(content))
            content[place:end] = source.randbytes(end - place) if place < end else b"x"
        case _:
            content = bytearray(source.randbytes(source.randint(0, 400)))
            content[:0] = team_seal.MAGIC if source.randrange(2) else b""
    return bytes(content)


def inside(honest: Honest, source: random.Random) -> bytes:
    """What a stranger makes who can lock for us and has seen an honest file: nothing of it is signed anew."""
    head, packed, signature = dict(honest.head), honest.packed, honest.signature
    match source.randrange(6):
        case 0:
            head = spoiled_head(honest, source)
        case 1:
            packed = _flipped(packed, source)
        case 2:
            signature = _flipped(signature, source)
        case 3:
            packed = zlib.compress(b"\n".join(strict_json.dumps(row) for row in honest.rows()[1:]) + b"\n")
            head["digest"] = team_file.digest_of(packed)
        case 4:
            head["key"] = source.randbytes(32).hex()
        case _:
            signature = source.randbytes(64)
    return _locked(strict_json.dumps(head), signature, packed, honest)


def by_a_colleague(honest: Honest, source: random.Random) -> bytes:
    """What a colleague's own keys have signed, and no program of ours would make."""
    if source.randrange(4) == 0:
        head = spoiled_head(honest, source)
        return signed(honest, head, honest.packed)
    rows = honest.rows()
    lines = [strict_json.dumps(row) for row in spoiled_rows(rows, source)]
    if source.randrange(8) == 0:
        place = source.randrange(len(lines))
        lines[place] = _spoiled_text(lines[place], source)
    text = b"".join(line + b"\n" for line in lines)
    head = {**honest.head, "entries": len(lines), "inflated": len(text)}
    packed = zlib.compress(text)
    if source.randrange(8) == 0:
        packed = source.choice([packed[:-5], packed + b"x", zlib.compress(text + text), zlib.compress(b""), text])
    return signed(honest, head, packed)


def signed(honest: Honest, head: dict[str, Any], packed: bytes) -> bytes:
    """A file of these parts, signed by its sender, whatever they are."""
    digest = team_file.digest_of(packed)
    text = strict_json.dumps({**head, "digest": digest} if head.get("digest") == honest.head["digest"] else head)
    return _locked(text, honest.sign(b"nsk/1/team-file\x00" + text), packed, honest)


def spoiled_head(honest: Honest, source: random.Random) -> dict[str, Any]:
    """The head with one thing in it that cannot be."""
    head = dict(honest.head)
    name = source.choice(sorted(head))
    wrong: list[Any] = [None, [], {}, True, -1, 2**60, "", "x" * 70_000, "\u202eabc", ["x"], [["age1"]]]
    value = source.choice([one for one in wrong if one != head[name] and not (name == "practice" and one is True)])
    if name == "schema":
        value = "9999"
    if name == "entries":
        value = head["entries"] + source.choice([-1, 1, 10**9])
    if name == "inflated":
        value = head["inflated"] + source.choice([-1, 1, 10**12])
    if name == "number":
        value = source.choice([0, -1, "1"])
    if name == "name":
        value = source.choice(["", " x", "a\nb", "x" * 61, None])
    if source.randrange(6) == 0:
        del head[name]
    elif source.randrange(6) == 0:
        head["extra"] = value
    else:
        head[name] = value
    return head


def spoiled_rows(rows: list[list[Any]], source: random.Random) -> list[list[Any]]:
    """The entries with one that cannot be among them."""
    made = [list(row) for row in rows]
    place = source.randrange(len(made))
    row = made[place]
    wrong: list[Any] = [None, [], {}, True, 7, "", "x", "F" * 32, "g" * 32, "0" * 31, "0" * 33]
    match source.randrange(8):
        case 0 | 1:
            column = source.choice([0, 1, 2, 4, 5])
            row[column] = source.choice([one for one in wrong if one != row[column]])
        case 2:
            row[6] = source.choice([None, [], {}, "x", {"name": "x"}, {"name": ["x"]}, {"name": ["x", "y"]}])
        case 3:
            row[6] = {**row[6], source.choice(["Name", "a b", "", "x" * 61, "deleted"]): ["x", []]}
        case 4:
            name = source.choice(sorted(row[6]))
            row[6] = {**row[6], name: [row[6][name][0], source.choice([["x"], [None], "x", [["0" * 32]], {}])]}
        case 5:
            del row[source.randrange(7)]
        case 6:
            made.append(list(row))
        case _:
            row[3] = source.choice([None, 7, "x" * 201, "a\nb", "\u202e", []])
    return made


def _spoiled_text(line: bytes, source: random.Random) -> bytes:
    return source.choice(
        [line[:-1], b"[" * 5000, line + line, b"", b"NaN", line.replace(b'"', b"'", 1), line[:-1] + b",1.5]"]
    )


def _flipped(content: bytes, source: random.Random) -> bytes:
    spoiled = bytearray(content)
    spoiled[source.randrange(len(spoiled))] ^= 1 << source.randrange(8)
    return bytes(spoiled)


def _locked(text: bytes, signature: bytes, packed: bytes, honest: Honest) -> bytes:
    return team_seal.lock(b"".join((len(text).to_bytes(4), text, signature, packed)), honest.recipients)


def mutants(honest: Honest, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """*count* spoiled files, and how each was made."""
    source = random.Random(seed)
    ways = (outside, inside, by_a_colleague)
    for number in range(count):
        way = ways[number % len(ways)]
        made = way(honest, source)
        if made != honest.locked:
            yield way.__name__, made


__all__ = ["Head", "Honest", "mutants", "opened", "signed", "spoiled_head", "spoiled_rows"]
