"""What is to be looked at before a half-year is signed, each with the place where it is mended.

A serious thing keeps something out of the figures that will be frozen. Nothing forbids signing: a coordinator may know
that a meeting will never be finished, and what is mended later is listed among the changes.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.domain.dates import half_year_bounds, show_day
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.reach import reach_of
from nsk_desktop.measures.scope import scope_of
from nsk_desktop.services import (
    contradictions,
    drafts,
    expected,
    follow_ups,
    people,
    rating_round,
    sessions,
    submission,
)
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.submission import EXPECTED, Finding
from nsk_desktop.store.queries.counting import counting_rows

__all__ = ["Finding", "checklist"]

_DAY = timedelta(days=1)


def checklist(desk: Desk, name: str, today: date) -> list[Finding]:
    """What is missing in the half-year *name* (``2025H1``) up to *today*, the serious things first."""
    first, last = half_year_bounds(name)
    if first > today:
        return []
    found = [
        *_unfinished(desk, first, last),
        *_unregistered(desk, first, min(last, today - _DAY)),
        *_counted_oddly(desk, first, last, today),
        *_maybe_the_same(desk),
        *submission.disputed(desk),
        *_to_do(desk, first, last, today),
        *_unrated(desk, name),
        *_half_written(desk),
        *(_not_sent(desk, last) if last < today else ()),
    ]
    return sorted(found, key=lambda one: not one.serious)


def _unfinished(desk: Desk, first: date, last: date) -> Iterator[Finding]:
    for row in sessions.rows(desk, sessions.ids(desk, first=first, last=last, lacking=True)):
        reason = _("Not finished, so it is not counted.")
        yield Finding("session", row.id, _meeting(row.title, row.day), reason, True, next(iter(row.missing), ""))


def _unregistered(desk: Desk, first: date, last: date) -> Iterator[Finding]:
    for row in expected.list_expected(desk, first, last) if first <= last else ():
        reason = _("Lacks registration: was it held?")
        yield Finding(EXPECTED, row.series_id, _meeting(row.title, row.day), reason, True, day=row.day)


def _counted_oddly(desk: Desk, first: date, last: date, today: date) -> Iterator[Finding]:
    """Meetings that nobody counted, and what was registered and cannot be true."""
    with desk.store.read() as read:
        found = reach_of(scope_of(counting_rows(read, first, last, ages=False), first, last))
    for gap in found.gaps:
        reason = _("Held, but nobody was counted.")
        yield Finding("session", gap.session, _meeting(gap.title, gap.day), reason, True)
    yield from contradictions.within(desk, first, last, today, found)


def _maybe_the_same(desk: Desk) -> Iterator[Finding]:
    for pair in people.list_pairs(desk):
        if pair.verdict == PairVerdict.POSSIBLY:
            title = f"{pair.first.name} / {pair.second.name}"
            reason = _("Perhaps the same person twice.")
            yield Finding("person_pair", pair.id, title, reason, False, place="pairs")


def _to_do(desk: Desk, first: date, last: date, today: date) -> Iterator[Finding]:
    for row in follow_ups.list_follow_ups(desk, today, until=min(last, today - _DAY)):
        if row.due is not None and row.due >= first:
            reason = _("Was to be done on {day} and is not done.").format(day=show_day(row.due))
            yield Finding("follow_up", row.id, row.text or row.about_label, reason, False, place="start")


def _unrated(desk: Desk, name: str) -> Iterator[Finding]:
    number = len(rating_round.asked(desk, name))
    if number:
        reason = ngettext("{number} rating is waited for.", "{number} ratings are waited for.", number)
        title = _("Cooperation rating")
        yield Finding("cooperation_rating", "", title, reason.format(number=number), False, place="ratings")


def _half_written(desk: Desk) -> Iterator[Finding]:
    number = len(drafts.list_unfinished(desk))
    if number:
        reason = ngettext("{number} thing is half written.", "{number} things are half written.", number)
        yield Finding("draft", "", _("Drafts"), reason.format(number=number), False, place="drafts")


def _not_sent(desk: Desk, last: date) -> Iterator[Finding]:
    made = submission.status(desk)
    if not desk.practice and (made is None or made.made_on <= last):
        reason = _("No file has been made since the half-year ended.")
        yield Finding("file", "", _("Submission"), reason, False, place="submission")


def _meeting(title: str, day: date | None) -> str:
    return f"{title or _('without a title')} {show_day(day) if day else ''}".strip()
