"""Giving figures out to others than the evaluation: counts of signed half-years, the same every time.

What was given out once is kept in the journal, so that colleagues' computers give out the same, and remembered beside
the database, so that a backup put back does not forget it. See `store/given_out.py` for who may give out at all.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nsk_desktop.domain.dates import half_year, half_year_bounds, half_year_label
from nsk_desktop.domain.periods import is_intact, period_id
from nsk_desktop.domain.records import Area, Period
from nsk_desktop.domain.releases import Release, release_id
from nsk_desktop.errors.files import NotWritten
from nsk_desktop.errors.releases import (
    ColleaguesUnaware,
    FiguresMoved,
    LimitTooLow,
    NotAHalfYear,
    NotGivenOut,
    NothingSigned,
    NotSigned,
    OtherThanSeen,
    ReleaseAltered,
    ReleaseLost,
    SignatureUnsure,
    SignedElsewhere,
)
from nsk_desktop.errors.typed import DateProblem
from nsk_desktop.exchange import aggregates
from nsk_desktop.exchange.aggregates import HIDDEN, CountsFile, Page
from nsk_desktop.exchange.manifest import PRACTICE
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.disclosure import LEAST_LIMIT
from nsk_desktop.measures.half_year import differences
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.release_counts import Counted, count_half_year
from nsk_desktop.services.release_pages import differing, notes
from nsk_desktop.store import given_out
from nsk_desktop.store.reader import Reader

MOST_LIMIT = 50
_REMEMBERED = "given out"


@dataclass(frozen=True, slots=True)
class Given:
    """A file of counts that was made."""

    half_year: str
    path: Path
    made_on: date
    """The day the figures were first given out."""
    first_time: bool
    shown: int
    hidden: int
    moved: int
    """How many of the numbers given out would be others today. The file still says what it said."""
    twice: bool
    """Two computers gave out the same half-year with different figures; a person should know."""

    def remarks(self) -> list[str]:
        """What a person should know of it."""
        found = []
        if self.moved:
            text = ngettext(
                "{number} of the numbers would be another today. The file still says what it said the first time.",
                "{number} of the numbers would be others today. The file still says what it said the first time.",
                self.moved,
            )
            found.append(text.format(number=self.moved))
        if self.twice:
            text = _(
                "Two computers have given out {half_year} with different figures. Held against each other the files "
                "may show what is hidden. Agree which one counts, and ask for the other one back."
            )
            found.append(text.format(half_year=half_year_label(self.half_year)))
        return found


@dataclass(frozen=True, slots=True)
class GivenOut:
    """What came of giving out several half-years."""

    files: tuple[Given, ...]
    refused: tuple[NotGivenOut, ...]


@dataclass(frozen=True, slots=True)
class HalfYear:
    """A half-year that can be given out, or was."""

    id: str
    given_on: date | None

    @property
    def label(self) -> str:
        return half_year_label(self.id)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody was shown before it is given out, and what made it so."""

    half_year: str
    pages: tuple[Page, ...]
    limit: int
    lot: bytes
    """Which numbers are hidden beside the small ones was drawn with it: it stays in memory."""


def half_years(desk: Desk) -> list[HalfYear]:
    """The half-years that are signed or were given out, the earliest first."""
    with desk.store.read() as read:
        signed = {period.half_year for period in read.all(Period) if period.signed}
        found = []
        for name in sorted(signed | given_out.half_years(read)):
            heads = given_out.given(read, name)
            found.append(HalfYear(name, _made_on(_content(heads[0].value)) if heads else None))
    return found


def give_out_all(desk: Desk, folder: Path, today: date, limit: int = LEAST_LIMIT) -> GivenOut:
    """Make the files of all half-years that are signed or were given out; those that cannot be are told."""
    files, refused = [], []
    names = [row.id for row in half_years(desk)]
    if not names:
        raise NothingSigned
    for name in names:
        try:
            files.append(give_out(desk, name, folder, today, limit))
        except NotGivenOut as problem:
            refused.append(problem)
    if not files:
        raise refused[0]
    return GivenOut(tuple(files), tuple(refused))


def give_out(
    desk: Desk, name: str, folder: Path, today: date, limit: int = LEAST_LIMIT, seen: Seen | None = None
) -> Given:
    """Make the file of one half-year in *folder*: the figures of now the first time, and the same for ever after.

    With *seen* they are those that somebody was shown, or nothing is given out.
    """
    check_limit(limit)
    _refuse_other_periods(name)
    # Alone, so that nothing is written between counting and freezing.
    with desk.store.alone():
        with desk.store.read() as read:
            heads = given_out.given(read, name)
            pages = count_half_year(read, name).pages if heads else ()
        content = _kept(desk, name, [_content(head.value) for head in heads])
        first_time = content is None
        if content is None:
            content = _freeze(desk, name, today, seen or Seen(name, (), limit, secrets.token_bytes(32)))
        _remember(desk, name, content)
    file = aggregates.thawed(content["file"])
    path = folder / aggregates.file_name(file)
    try:
        aggregates.write(path, file, content["key"], content["signature"])
    except OSError as problem:
        raise NotWritten(path, problem) from problem
    shown, hidden = _counted(file)
    moved = 0 if first_time else differing(file.pages, pages)
    twice = len({_digest(_content(head.value)) for head in heads}) > 1
    return Given(name, path, file.made_on, first_time, shown, hidden, moved, twice)


def check_limit(limit: int) -> None:
    """Refuse a limit that would let small numbers out, or hide nearly all."""
    if not LEAST_LIMIT <= limit <= MOST_LIMIT:
        raise LimitTooLow(LEAST_LIMIT, MOST_LIMIT)


def kept_file(desk: Desk, read: Reader, name: str) -> CountsFile | None:
    """The file that was given out of *name*, or None when nothing ever was."""
    content = _kept(desk, name, [_content(head.value) for head in given_out.given(read, name)])
    return aggregates.thawed(content["file"]) if content is not None else None


def count_signed(desk: Desk, read: Reader, name: str, limit: int, lot: bytes) -> Counted:
    """What would be given out of *name* now, when this computer may and the figures are those that were signed."""
    period = _signed(desk, read, name)
    counted = count_half_year(read, name, limit, lot)
    if differences(period.signature.get("figures") or {}, counted.figures):
        raise FiguresMoved(name)
    return counted


def _refuse_other_periods(name: str) -> None:
    try:
        first, _last = half_year_bounds(name)
    except (DateProblem, ValueError):
        raise NotAHalfYear(name) from None
    if half_year(first) != name:
        raise NotAHalfYear(name)


# What was given out before


def _content(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _kept(desk: Desk, name: str, contents: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What was given out of *name*, or None when nothing ever was. Of two, the one that left this computer."""
    remembered = _remembered(desk).get(name)
    if not contents:
        if remembered is not None:
            raise ReleaseLost(name)
        return None
    content = next((one for one in contents if _digest(one) == remembered), contents[0])
    try:
        file = aggregates.thawed(content["file"])
        whole = file.half_year == name and aggregates.is_signed(file, content["key"], content["signature"])
    except (KeyError, ValueError, TypeError):
        whole = False
    if not whole:
        raise ReleaseAltered(name)
    return content


def _digest(content: dict[str, Any]) -> str:
    """What tells one content from another: the signature is over all of it."""
    return str(content.get("signature"))


def _remembered(desk: Desk) -> dict[str, str]:
    """What this store has given out, as the key file remembers it: by half-year."""
    kept = desk.vault.read(_REMEMBERED) if desk.vault is not None else None
    return {str(name): str(digest) for name, digest in json.loads(kept).items()} if kept else {}


def _remember(desk: Desk, name: str, content: dict[str, Any]) -> None:
    known = _remembered(desk)
    if desk.vault is not None and name not in known:
        desk.vault.write(_REMEMBERED, json.dumps({**known, name: _digest(content)}).encode())


# Giving out for the first time


def _freeze(desk: Desk, name: str, today: date, seen: Seen) -> dict[str, Any]:
    """Count, hide, sign and keep."""
    signer = desk.signer
    if signer is None:
        raise RuntimeError("a desk without a device key cannot sign")
    with desk.store.read() as read:
        counted = count_signed(desk, read, name, seen.limit, seen.lot)
        if seen.half_year != name or (seen.pages and seen.pages != counted.pages):
            raise OtherThanSeen(name)
        area = next((area.name for area in read.all(Area)), "")
    if desk.practice:
        area = f"{PRACTICE} {area}".strip()
    file = CountsFile(area, name, *half_year_bounds(name), today, seen.limit, counted.pages, notes())
    signature = aggregates.sign(file, signer.sign)
    content = {
        "on": today.isoformat(),
        "file": file.frozen(),
        "key": signer.public_key.hex(),
        "signature": signature,
    }
    release = Release(id=release_id(name), half_year=name, content=content)
    with desk.store.change(_("Give out the figures of {name}").format(name=half_year_label(name))) as change:
        change.put(release)
    desk.settle_last()
    return content


def _signed(desk: Desk, read: Reader, name: str) -> Period:
    """The signed half-year, when this computer is the one to give it out."""
    period = read.get(Period, period_id(name))
    if period is None or period.deleted or not period.signed:
        raise NotSigned(name)
    signatures = given_out.signatures(read, name)
    if len(signatures) != 1 or not is_intact(period):
        raise SignatureUnsure(name)
    if signatures[0].device != desk.store.device:
        raise SignedElsewhere(name)
    if names := given_out.unaware(read, signatures[0].entry):
        raise ColleaguesUnaware(name, names)
    return period


def _counted(file: CountsFile) -> tuple[int, int]:
    """How many numbers are shown, and how many are hidden."""
    cells = [cell for page in file.pages for _kind, cells in page.lines for cell in cells[1:]]
    return sum(isinstance(cell, int) for cell in cells), sum(cell == HIDDEN for cell in cells)


def _made_on(content: dict[str, Any]) -> date | None:
    try:
        return aggregates.thawed(content["file"]).made_on
    except (KeyError, ValueError, TypeError):
        return None
