"""The postings of a filled-in workbook: each is found again by what stands in it and its place among equal ones."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from nsk_desktop.domain.identity import natural_id
from nsk_desktop.domain.records import Posting
from nsk_desktop.exchange.fill_in_lines import PostingLine
from nsk_desktop.services.wanted import Values, Wanted, given_values


def posting_rows(
    lines: Iterable[PostingLine], initiative: Callable[[str, PostingLine], str | None], sessions: Mapping[str, str]
) -> Iterator[Wanted]:
    """Which posting each row speaks of. *initiative* finds or makes one by its name."""
    for line in lines:
        day = line.day.isoformat()
        id = natural_id("posting", day, line.text, str(line.amount_ore), line.voucher, str(line.ordinal))
        given = given_values(
            kind=line.kind,
            state=line.state,
            initiative_id=initiative(line.initiative, line),
            session_id=sessions.get(line.session),
        )
        key: Values = {"day": day, "text": line.text, "amount_ore": line.amount_ore, "voucher": line.voucher}
        yield Wanted(Posting, id, given, key | {"year": line.day.year}, line.sheet, line.row)
