"""What the file of a half-year will hold, line by line, before its figures are given out for good."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nsk_desktop.exchange.aggregates import BLANK, HEAD, HIDDEN, ROW, SUM, Cell, Page
from nsk_desktop.i18n import _
from nsk_desktop.services import releases
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.release_counts import Counted, Why
from nsk_desktop.services.releases import Seen


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the file: where it stands, and why it is hidden when it is."""

    id: int
    page: str
    table: str
    what: str
    shown: int | None
    why: str
    said: str
    """The same in words."""


@dataclass(frozen=True, slots=True)
class Preview:
    """All that the file will hold; or holds, when it was given out."""

    half_year: str
    limit: int
    given_on: date | None
    numbers: tuple[Number, ...]
    seen: Seen | None
    """To be given out as it was shown; None when it was given out before."""

    @property
    def hidden(self) -> int:
        """How many numbers are hidden."""
        return sum(number.shown is None for number in self.numbers)

    def because(self, why: Why) -> int:
        """How many are hidden for that reason."""
        return sum(number.why == why for number in self.numbers)


def preview(desk: Desk, name: str, limit: int) -> Preview:
    """What is, or would be, in the file of *name*. Refused when it could not be given out."""
    releases.check_limit(limit)
    lot = secrets.token_bytes(32)
    with desk.store.read() as read:
        file = releases.kept_file(desk, read, name)
        if file is not None:
            return Preview(name, file.limit, file.made_on, tuple(_numbers(file.pages, (), file.limit)), None)
        counted = releases.count_signed(desk, read, name, limit, lot)
    return preview_of(counted, Seen(name, counted.pages, limit, lot))


def preview_of(counted: Counted, seen: Seen) -> Preview:
    """What was counted, number by number."""
    numbers = tuple(_numbers(counted.pages, counted.reasons, seen.limit))
    return Preview(seen.half_year, seen.limit, None, numbers, seen)


def _numbers(pages: Sequence[Page], reasons: Sequence[Page], limit: int) -> Iterator[Number]:
    """Every number that is not zero. The reasons stand where the numbers do."""
    place = 0
    for number, page in enumerate(pages):
        head: tuple[Cell, ...] = ()
        for line, (kind, cells) in enumerate(page.lines):
            head = cells if kind == HEAD else () if kind == BLANK else head
            if kind not in (ROW, SUM):
                continue
            why = reasons[number].lines[line][1] if reasons else ()
            for column in range(1, len(cells)):
                cell = cells[column]
                if cell == 0:
                    continue
                place += 1
                because = _why(cell, why[column]) if why else ""
                yield Number(
                    place,
                    page.name,
                    str(head[0]),
                    _what(cells[0], head[column], len(cells)),
                    cell if isinstance(cell, int) else None,
                    because,
                    told(because, limit),
                )


def _what(row: Cell, column: Cell, columns: int) -> str:
    """The short word first: the long one may be cut off."""
    return str(row) if columns == 2 else f"{column} · {row}"


def _why(cell: Cell, reason: Cell) -> str:
    if cell != HIDDEN:
        return ""
    return str(reason) if reason in set(Why) else Why.BESIDE


def told(why: str, limit: int) -> str:
    """A reason in words."""
    words = {
        Why.SMALL: _("Below {limit}"),
        Why.FEW: _("Fewer than {limit} people behind it"),
        Why.BESIDE: _("Would give another one away"),
    }
    return words[Why(why)].format(limit=limit) if why else ""
