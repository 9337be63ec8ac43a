"""All that was registered and cannot be true as it stands, in one list, each with the place where it is mended.

No figure is broken by any of it: every figure says by itself what it does with what contradicts itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from nsk_desktop.domain.contradictions import OddRecord, Why
from nsk_desktop.domain.dates import half_year, half_year_bounds, show_day
from nsk_desktop.domain.network import NetworkRows
from nsk_desktop.domain.targets import Flaw
from nsk_desktop.i18n import N_, _, ngettext
from nsk_desktop.measures.cooperation import cooperation as measure_cooperation
from nsk_desktop.measures.cooperation_figures import Oddity
from nsk_desktop.measures.rated_pairs import is_period
from nsk_desktop.measures.reach import Reach, reach_of
from nsk_desktop.measures.scope import scope_of
from nsk_desktop.services import cooperation, targets
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.submission import Finding
from nsk_desktop.store.queries.counting import counting_rows
from nsk_desktop.store.queries.odd_records import odd_records

__all__ = ["Finding", "Why", "all_of", "within"]

_WORDS = {
    Why.JOINED: N_("One person came under several names: a join or a mark is wrong."),
    Why.COUNTED_BACKWARDS: N_("The lowest number of those without names is above the highest."),
    Why.TOO_MANY_NEW: N_("More came for the first time than came."),
    Why.FEWER_THAN_NOBODY: N_("Fewer than nobody are counted without names."),
    Why.ENDS_FIRST: N_("It ends before it begins."),
    Why.OUTSIDE_SERIES: N_("The day is before or after the series “{other}”."),
    Why.OUTSIDE_INITIATIVE: N_("The day is before or after the initiative “{other}”."),
    Why.HELD_LATER: N_("It is said to be held, but the day has not come yet."),
    Why.CANCELLED_BUT_ATTENDED: N_("It is cancelled, but somebody is registered."),
    Why.NOT_COUNTED_BUT_ATTENDED: N_("It is said not to be counted, but somebody is registered."),
    Why.SPAN_BACKWARDS: N_("The last day is before the first."),
    Why.STEPS_BACKWARDS: N_("A later step has an earlier day than the one before it."),
    Why.BRIDGE_TO_ITSELF: N_("The bridge leads from an actor to the same actor."),
    Why.FOLLOWED_UP_FIRST: N_("It is to be done before what it is about, {other}."),
    Why.OTHER_YEAR: N_("The day is in another year than the budget it is taken from, {other}."),
    Why.OTHER_INITIATIVE: N_("The meeting “{other}” belongs to another initiative than the posting."),
    Why.BOOKED_LATER: N_("It is booked, but the day has not come yet."),
    Why.BORN_LATER: N_("Was there in a year before the year of birth."),
    Why.WITHDRAWN_FIRST: N_("The consent is withdrawn before it was given."),
    Why.DONE_FIRST: N_("Was done before the meeting that decided it."),
}
_SPOT = {
    Why.ENDS_FIRST: "to_time",
    Why.OUTSIDE_SERIES: "day",
    Why.OUTSIDE_INITIATIVE: "day",
    Why.HELD_LATER: "day",
    Why.OTHER_YEAR: "year",
    Why.OTHER_INITIATIVE: "initiative_id",
    Why.BOOKED_LATER: "day",
    Why.BORN_LATER: "birth_year",
    Why.DONE_FIRST: "done",
}
"""The field to mend, where it is known which."""
_LACKING = {Oddity.NO_LEVEL, Oddity.NO_SECTOR, Oddity.UNKNOWN_SECTOR}
"""What is missing or not known does not contradict anything."""
_TOLD_BY_DAYS = {Oddity.BRIDGE_BACKWARDS}
"""The days of a bridge are told once, all steps together."""


def all_of(desk: Desk, today: date) -> list[Finding]:
    """Everything that contradicts itself, of all times; what belongs to no day comes first."""
    counted = cooperation.rows(desk)
    found = [
        *_of_records(desk, today, date.min, date.max, whole=True),
        *persons(_everybody(desk, date.min, date.max)),
        *_of_cooperation(counted, cooperation.periods(counted, today)),
        *_of_targets(desk),
    ]
    return sorted(found, key=_place)


def within(desk: Desk, first: date, last: date, today: date, reach: Reach | None = None) -> list[Finding]:
    """What contradicts itself from *first* to *last*, both included. *reach* of the same days need not be counted."""
    found = [
        *_of_records(desk, today, first, last, whole=False),
        *persons(reach or _everybody(desk, first, last)),
        *_of_cooperation(cooperation.rows(desk), _half_years(first, last)),
    ]
    return sorted(found, key=_place)


def _place(one: Finding) -> tuple[date, str, str, str, str]:
    return one.day or date.min, one.kind, one.title, one.id, one.reason


def _everybody(desk: Desk, first: date, last: date) -> Reach:
    with desk.store.read() as read:
        return reach_of(scope_of(counting_rows(read, first, last, ages=False), first, last))


def persons(found: Reach) -> Iterator[Finding]:
    """The meetings where somebody was who was elsewhere at the same time, or came under several names."""
    together = Counter((clash.sessions, clash.titles, clash.day) for clash in found.clashes)
    for (ids, titles, day), number in together.items():
        reason = ngettext(
            "{number} participant is registered at {meeting} at the same time.",
            "{number} participants are registered at {meeting} at the same time.",
            number,
        ).format(number=number, meeting=titles[0] or _("without a title"))
        yield _finding("session", ids[1], titles[1], day, reason)
    for one in found.contradictions:
        yield _finding("session", one.session, one.title, one.day, _(_WORDS[Why.JOINED]))


def _of_records(desk: Desk, today: date, first: date, last: date, *, whole: bool) -> Iterator[Finding]:
    with desk.store.read() as read:
        rows = list(odd_records(read, today))
    for row in rows:
        if whole if row.day is None else first <= row.day <= last:
            place = "start" if row.kind == "follow_up" else ""
            reason = _(_WORDS[row.why]).format(other=_other(row))
            yield _finding(row.kind, row.id, row.title, row.day, reason, _SPOT.get(row.why, ""), place)


def _other(row: OddRecord) -> str:
    if row.why is Why.FOLLOWED_UP_FIRST:
        return show_day(date.fromisoformat(row.other))
    return row.other or _("without a title")


def _finding(
    kind: str, id: str, title: str, day: date | None, reason: str, field: str = "", place: str = ""
) -> Finding:
    name = f"{title or _('without a title')} {show_day(day) if day else ''}".strip()
    return Finding(kind, id, name, reason, False, field, day, place)


def _of_cooperation(rows: NetworkRows, periods: Iterable[str]) -> Iterator[Finding]:
    """What figures of cooperation had to leave out or to decide; the same thing is told once."""
    told: set[tuple[Oddity, str, str]] = set()
    for period in periods:
        if not is_period(period):
            continue
        for one in measure_cooperation(rows, period).problems:
            key = (one.oddity, one.kind, one.record)
            if one.oddity in _LACKING | _TOLD_BY_DAYS or key in told:
                continue
            told.add(key)
            yield Finding(one.kind, one.record, one.names, one.sentence(), False)


def _half_years(first: date, last: date) -> Iterator[str]:
    name = half_year(first)
    while True:
        yield name
        _first, end = half_year_bounds(name)
        if end >= last:
            return
        name = f"{end.year + 1}H1" if end.month == 12 else f"{end.year}H2"


def _of_targets(desk: Desk) -> Iterator[Finding]:
    lacking = {Flaw.NO_NUMBER, Flaw.NO_PERIOD}
    named = {one.id: targets.name_of(one) for one in targets.list_targets(desk)}
    for id, sentences in targets.flaws(desk, lacking).items():
        for sentence in sentences:
            yield Finding("target", id, named[id], sentence, False)
