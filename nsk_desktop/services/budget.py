"""The budget: what was granted, what it is used for, and what is left."""

from collections.abc import Iterator
from datetime import date

from nsk_desktop.domain.codes import BudgetKind
from nsk_desktop.domain.dates import FIRST_YEAR, LAST_YEAR
from nsk_desktop.domain.folding import matches
from nsk_desktop.domain.money import granted_line_id
from nsk_desktop.domain.records import BudgetLine, Posting, Programme
from nsk_desktop.i18n import _
from nsk_desktop.measures import budget as measures
from nsk_desktop.measures.budget import BudgetRow, Granted, Overview, Spent, Sums
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.effort import CODE
from nsk_desktop.store.change import Change

__all__ = ["BudgetRow", "Overview", "Sums"]

THOUSAND_KRONER = 100_000
"""In øre."""
GRANTED = {BudgetKind.STAFF: 1600, BudgetKind.ACTIVITY: 400}
"""What the effort was granted a year, in 1,000 kroner at the price level of 2024."""
YEARS = (2024, 2027)


def overview(desk: Desk) -> Overview:
    """The money by year and kind, by year, and all together."""
    with desk.store.read() as read:
        lines, postings = read.all(BudgetLine), read.all(Posting)
    return measures.overview(
        [Granted(line.year, line.kind, line.amount_ore) for line in lines],
        [Spent(posting.year, posting.kind, posting.state, posting.amount_ore) for posting in postings],
    )


def years(desk: Desk) -> set[str]:
    """The years that money was granted for or taken from, and that have a calendar."""
    with desk.store.read() as read:
        found = {line.year for line in read.all(BudgetLine)} | {posting.year for posting in read.all(Posting)}
    return {str(year) for year in found if year is not None and FIRST_YEAR <= year <= LAST_YEAR}


def list_lines(desk: Desk) -> list[BudgetLine]:
    """Every line, by year and kind."""
    with desk.store.read() as read:
        lines = read.all(BudgetLine)
    return sorted(lines, key=lambda line: (line.year is None, line.year or 0, line.kind != BudgetKind.STAFF))


def get_line(desk: Desk, id: str) -> BudgetLine | None:
    with desk.store.read() as read:
        return read.get(BudgetLine, id)


def new_line(desk: Desk, **fields: object) -> str:
    with desk.store.change(_("New budget line")) as change:
        return change.create(BudgetLine(**fields))  # type: ignore[arg-type]


def save_line(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the budget line")) as change:
        return change.save(BudgetLine, id, **fields)


def delete_line(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the budget line")) as change:
        change.delete(BudgetLine, id)


def enter_granted(desk: Desk) -> int:
    """Enter the effort's own budget table as lines, unless there are lines already. Returns how many."""
    with desk.store.read() as read:
        if read.all(BudgetLine):
            return 0
        programme = next(iter(read.all(Programme)), None)
    with desk.store.change(_("Enter the effort's budget")) as change:
        return write_granted(change, programme)


def write_granted(change: Change, programme: Programme | None) -> int:
    """Write the lines of the effort's own budget table within *change*."""
    lines = list(_granted_lines(programme))
    for line in lines:
        change.put(line)
    return len(lines)


def _granted_lines(programme: Programme | None) -> Iterator[BudgetLine]:
    facts = programme.appropriation if programme else {}
    first, last = (programme.first_year, programme.last_year) if programme else (None, None)
    for number, year in enumerate(range(first or YEARS[0], (last or YEARS[1]) + 1), 1):
        for kind, name in ((BudgetKind.STAFF, "staff"), (BudgetKind.ACTIVITY, "activity")):
            amount = int(facts.get(name) or GRANTED[kind]) * THOUSAND_KRONER
            yield BudgetLine(id=granted_line_id(CODE, number, kind), year=year, kind=kind, amount_ore=amount)


def list_postings(desk: Desk, text: str = "") -> list[Posting]:
    """The postings with *text* in their words, the latest first."""
    with desk.store.read() as read:
        postings = read.all(Posting)
    found = [one for one in postings if not text or matches(text, f"{one.text} {one.supplier} {one.voucher}")]
    return sorted(found, key=lambda posting: (posting.day or date.max, posting.created), reverse=True)


def get_posting(desk: Desk, id: str) -> Posting | None:
    with desk.store.read() as read:
        return read.get(Posting, id)


def new_posting(desk: Desk, day: date | None, **fields: object) -> str:
    """A new posting, taken from the budget of its day's year unless another is given."""
    given = {"year": day.year if day else None, **fields}
    with desk.store.change(_("New posting")) as change:
        return change.create(Posting(day=day, **given))  # type: ignore[arg-type]


def save_posting(desk: Desk, id: str, **fields: object) -> bool:
    """Save fields of a posting. Its budget follows a new day, if it was that of the old day's year."""
    with desk.store.change(_("Change the posting")) as change:
        values = change.values(Posting, id)
        day = fields.get("day")
        if values is not None and isinstance(day, date) and "year" not in fields:
            before = date.fromisoformat(values["day"]).year if values["day"] else None
            if values["year"] in (None, before):
                fields = {**fields, "year": day.year}
        return change.save(Posting, id, **fields)


def delete_posting(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the posting")) as change:
        change.delete(Posting, id)
