"""Which of several wordings of one row stands, and which of the others nobody who wrote it had seen.

Each device claims a wording of a row: the newest it has sent. Everything here is a function of the set of claims
and of what each device has seen, so the order in which files arrive cannot matter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from nsk_desktop.exchange.manifest import Holdings, has_seen, version_stamp
from nsk_desktop.exchange.values import CellValue, check

CHECK_LENGTH = 4
_BODY_FROM = 3
"""The first column of a row's own content: before it stand id, version and device."""
_CODE_LENGTH = 8
UNKNOWN = ""
"""The device of a row that does not say who sent it; it is taken to have seen nothing."""


class Claim(NamedTuple):
    """One wording of a row. The greater stands, and a greater version always wins."""

    version: str
    body: str
    """The checks of its content."""
    origin: str = ""
    """The check of its device; only breaks a tie, so that the outcome is one."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What follows from the claims on one row."""

    standing: Claim
    carriers: dict[str, str]
    """Devices that say what stands: with an empty text, or with their own version when only that differs."""
    unresolved: tuple[tuple[str, Claim], ...]
    """Devices whose other wording nobody with a newer one had seen."""


def device_code(device: str) -> str:
    """The short name of a device inside a check."""
    return device[:_CODE_LENGTH]


def claim_of(row: Sequence[CellValue]) -> tuple[Claim, str]:
    """The claim a row makes, and the checks of all its cells."""
    checks = [check(value) for value in row]
    return Claim(str(row[1] or ""), "".join(checks[_BODY_FROM:]), checks[_BODY_FROM - 1]), "".join(checks)


def claim_from_checks(version: str, checks: str) -> Claim:
    """The claim of a row that was written with these checks."""
    start = _BODY_FROM * CHECK_LENGTH
    return Claim(version, checks[start:], checks[start - CHECK_LENGTH : start])


def resolve(claims: Mapping[str, Claim], holds: Mapping[str, Holdings]) -> Resolution:
    """What stands among *claims* (device to claim), given what each device holds."""
    standing = max(claims.values())
    carriers: dict[str, str] = {}
    unresolved: list[tuple[str, Claim]] = []
    for device, claim in sorted(claims.items()):
        if claim[:2] == standing[:2]:
            carriers[device] = ""
        elif not _is_superseded(device, claim, claims, holds):
            if claim.body == standing.body:
                carriers[device] = claim.version
            else:
                unresolved.append((device, claim))
    return Resolution(standing, carriers, tuple(unresolved))


def _is_superseded(device: str, claim: Claim, claims: Mapping[str, Claim], holds: Mapping[str, Holdings]) -> bool:
    written = holds.get(device, {})
    stamp = version_stamp(claim.version)
    return any(
        other[:2] > claim[:2] and has_seen(holds.get(reader, {}), stamp, written)
        for reader, other in claims.items()
        if reader != device
    )


def check_text(checks: str, carriers: Mapping[str, str]) -> str:
    """What stands in `kontrol`: four digits per cell, then the devices that say so."""
    said = (f"{device}={version}" if version else device for device, version in sorted(carriers.items()) if device)
    return f"{checks}|{' '.join(said)}"


def read_check_text(text: str, columns: int) -> tuple[str | None, Mapping[str, str]]:
    """The reverse of `check_text`; no checks when the cell is not one of ours any more."""
    checks, bar, said = text.partition("|")
    if not bar or len(checks) != columns * CHECK_LENGTH:
        return None, _carriers("")
    return checks, _carriers(said)


@lru_cache(maxsize=4_096)
def _carriers(said: str) -> Mapping[str, str]:
    """Most rows are carried by the same few devices: their lists are read and kept once."""
    parts = (part.partition("=") for part in said.split())
    return MappingProxyType({device: version for device, _equals, version in parts})
