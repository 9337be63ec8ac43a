"""Half-years of the effort, and the seal under figures that somebody has signed."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from nsk_desktop.domain.codes import PeriodState
from nsk_desktop.domain.identity import natural_id
from nsk_desktop.domain.mapping import Exchanged, Mapped, code_field, object_field, text_field

SEAL_FORMAT = 1
_SEALED = ("by", "on", "figures")


class Period(Exchanged):
    """One half-year. Its id follows from which one it is."""

    __tablename__ = "period"

    half_year: Mapped[str] = text_field()
    state: Mapped[str] = code_field(PeriodState.OPEN)
    signature: Mapped[dict[str, Any]] = object_field()
    """Who signed, on which day, the figures as they were, their hash, and which entries were seen: one value,
    because half of each of two signatures would be nobody's."""

    @property
    def signed(self) -> bool:
        return self.state == PeriodState.SIGNED and bool(self.signature)


def period_id(half_year: str) -> str:
    return natural_id("period", half_year)


def seal(
    half_year: str, by: str, on: date, figures: Mapping[str, int], seen: Mapping[str, list[Any]]
) -> dict[str, Any]:
    """The signature of *by* under *figures*. *seen* is device: [number of entries, greatest stamp]."""
    signed = {"by": by, "on": on.isoformat(), "figures": dict(figures)}
    return {
        **signed,
        "hash": seal_hash(half_year, signed),
        "seen": {device: list(held) for device, held in seen.items()},
    }


def seal_hash(half_year: str, signature: Mapping[str, Any]) -> str:
    """SHA-256 over what was signed, written in one way only: keys in order, no blanks, UTF-8."""
    sealed = {"format": SEAL_FORMAT, "half_year": half_year, **{name: signature.get(name) for name in _SEALED}}
    text = json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_intact(period: Period) -> bool:
    """Whether what is said to be signed is what was signed. A period that nobody signed is intact."""
    if not period.signature:
        return period.state != PeriodState.SIGNED
    return bool(period.signature.get("hash") == seal_hash(period.half_year, period.signature))
