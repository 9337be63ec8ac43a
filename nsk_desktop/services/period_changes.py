"""What was written about a half-year since somebody signed it, and what each thing does to the figures.

Only what moves a figure is listed: a meeting that got another title is the same in every figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from nsk_desktop.domain.clock import moment
from nsk_desktop.domain.codes import NEVER_REACH, PAIR_VERDICTS, Mode, PairVerdict, Presence, SessionState, TargetGroup
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import span, whole
from nsk_desktop.domain.records import Actor, Participant
from nsk_desktop.i18n import N_, _, ngettext
from nsk_desktop.services.moved_figures import MovedFigures
from nsk_desktop.store.journal import DELETED
from nsk_desktop.store.queries import periods
from nsk_desktop.store.queries.counting import WITHDRAWN
from nsk_desktop.store.queries.periods import Seen, Values, Versions
from nsk_desktop.store.reader import Reader

KINDS = ("session", "series", "attendance", "headcount", "participant", "person_pair", "bridge_contact")
_ADDED, _CHANGED, _REMOVED = "added", "changed", "removed"
_SENTENCES = {
    ("session", _ADDED): N_("Meeting added: {title}"),
    ("session", _CHANGED): N_("Meeting changed: {title}"),
    ("session", _REMOVED): N_("Meeting removed: {title}"),
    ("series", _CHANGED): N_("Series changed: {title}"),
    ("attendance", _ADDED): N_("Attendance added: {title}"),
    ("attendance", _REMOVED): N_("Attendance removed: {title}"),
    ("headcount", _ADDED): N_("Headcount added: {title}"),
    ("headcount", _CHANGED): N_("Headcount changed: {title}"),
    ("headcount", _REMOVED): N_("Headcount removed: {title}"),
    ("participant", _CHANGED): N_("Participant changed: {title}"),
    ("participant", _REMOVED): N_("Participant removed: {title}"),
    ("participant", _ADDED): N_("Participant restored: {title}"),
    ("bridge_contact", _ADDED): N_("Bridge added: {title}"),
    ("bridge_contact", _CHANGED): N_("Bridge changed: {title}"),
    ("bridge_contact", _REMOVED): N_("Bridge removed: {title}"),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One record that counts otherwise than when it was signed; who wrote about it last, and when."""

    id: str
    kind: str
    sentence: str
    who: str
    when: datetime
    effect: str
    """What it does to the figures, where that is simple to say."""
    about: str = ""
    """The meeting that it belongs to, when it is a part of one."""


def what_happened(read: Reader, first: date, last: date, seen: Seen) -> tuple[Happened, ...]:
    """Everything written since *seen* that moves a figure of the days from *first* to *last*, the latest first."""
    found = _Comparison(read, (first.isoformat(), last.isoformat()), seen).changes()
    return tuple(sorted(found, key=lambda one: (one.when, one.sentence, one.id), reverse=True))


class _Comparison:
    """Looks at each record that was written about, as it was then and as it is now."""

    def __init__(self, read: Reader, days: tuple[str, str], seen: Seen) -> None:
        self._read, self._days = read, days
        self._touched = periods.versions(read, periods.written_since(read, KINDS, seen), seen)
        meetings = {str(one.after["session_id"]) for one in self._touched.values() if "session_id" in one.after}
        self._meetings = {id: one for id, one in self._touched.items() if one.kind == "session"}
        self._meetings |= periods.versions(read, meetings - self._meetings.keys(), seen)
        period = (date.fromisoformat(days[0]), date.fromisoformat(days[1]))
        self._there = periods.attended(read, *period) if self._touched else set()
        self._period = period
        self._figures = MovedFigures(read, *period)

    def changes(self) -> Iterator[Happened]:
        compare = {
            "session": self._session,
            "series": self._series,
            "attendance": self._attendance,
            "headcount": self._headcount,
            "participant": self._participant,
            "person_pair": self._pair,
            "bridge_contact": self._bridge,
        }
        latest_first = sorted(self._touched.items(), key=lambda touched: touched[1].since[-1].hlc, reverse=True)
        for id, one in latest_first:
            said = compare[one.kind](id, one)
            if said is not None:
                sentence, effect = said
                last = one.since[-1]
                about = str(one.after.get("session_id") or "")
                yield Happened(id, one.kind, sentence, last.author, moment(last.hlc), effect, about)

    # one kind each: the sentence and the effect, or None when no figure moves

    def _session(self, id: str, one: Versions) -> tuple[str, str] | None:
        before, after = self._as_counted(one.before), self._as_counted(one.after)
        what = _what(before, after)
        if not what:
            return None
        if what == _CHANGED:
            moved = self._figures.of_session(id, one.before or {})
            return None if moved is None else (_said("session", what, self._title(one)), moved)
        return _said("session", what, self._title(one)), self._meeting_effect(id, before, after)

    def _meeting_effect(self, id: str, before: object, after: object) -> str:
        if (before is None) == (after is None):
            return ""
        sign = 1 if before is None else -1
        # Attendances that were written about as well stand on lines of their own.
        marks = len(periods.marked_present(self._read, id) - self._touched.keys())
        meetings = _signed(sign, ngettext("{number} meeting", "{number} meetings", 1))
        if not marks:
            return meetings
        text = ngettext("{number} attendance", "{number} attendances", marks)
        return f"{meetings} · {_signed(sign * marks, text)}"

    def _series(self, id: str, one: Versions) -> tuple[str, str] | None:
        def same(values: Values | None) -> bool:
            return bool(values and values["closed"] and values["same_anonymous"] and not values[DELETED])

        moved = None if same(one.before) == same(one.after) else self._figures.of_series(id, same(one.before))
        return None if moved is None else (_said("series", _CHANGED, str(one.after["title"])), moved)

    def _attendance(self, _id: str, one: Versions) -> tuple[str, str] | None:
        before = self._is_present(one.before) and self._met(one, then=True)
        after = self._is_present(one.after) and self._met(one, then=False)
        if before == after or not self._figures.is_counted(str(one.after["participant_id"])):
            return None
        person = self._read.get(Participant, str(one.after["participant_id"]))
        name = " ".join(filter(None, (person.alias, person.surname))) if person else ""
        title = " · ".join(filter(None, (name, self._meeting_of(one))))
        effect = ""
        if person is not None and person.target_group == TargetGroup.CITIZENS:
            effect = _signed(1 if after else -1, ngettext("{number} attendance", "{number} attendances", 1))
        return _said("attendance", _ADDED if after else _REMOVED, title), effect

    def _headcount(self, _id: str, one: Versions) -> tuple[str, str] | None:
        before, after = self._counted(one, then=True), self._counted(one, then=False)
        what = _what(before if before != (0, 0) else None, after if after != (0, 0) else None)
        group = one.after["target_group"]
        # Of local actors only the highest number stands in a figure, and of others none.
        same = before[1] == after[1] if group == TargetGroup.LOCAL_ACTORS else group != TargetGroup.CITIZENS
        if not what or same:
            return None
        low, high = sorted((after[0] - before[0], after[1] - before[1]), key=abs)
        effect = ""
        if one.after["target_group"] == TargetGroup.CITIZENS and low * high >= 0:
            sign = "-" if high < 0 else "+"
            effect = sign + _("{number} without name").format(number=span(abs(low), abs(high)))
        return _said("headcount", what, self._meeting_of(one)), effect

    def _participant(self, id: str, one: Versions) -> tuple[str, str] | None:
        def counted(values: Values | None) -> object:
            if values is None or values[DELETED]:
                return None
            return values["target_group"], (values["consent"] or {}).get("status") == WITHDRAWN

        if id not in self._there or one.before is None:
            return None
        what = _what(counted(one.before), counted(one.after))
        if not what:
            return None
        moved: str | None = ""
        if what == _CHANGED and one.before["consent"] == one.after["consent"]:
            moved = self._figures.of_target_group(id, one.before["target_group"])
        return None if moved is None else (_said("participant", what, str(one.after["alias"])), moved)

    def _pair(self, _id: str, one: Versions) -> tuple[str, str] | None:
        def verdict(values: Values | None) -> str | None:
            said = None if values is None or values[DELETED] else values["verdict"]
            return None if said == PairVerdict.DIFFERENT else said

        first, second = str(one.after["first_id"]), str(one.after["second_id"])
        people = {first, second}
        if verdict(one.before) == verdict(one.after):
            return None
        moved = self._figures.of_pair(first, second, verdict(one.before))
        if moved is None:
            return None
        names = sorted(person.alias for person in self._read.some(Participant, sorted(people)))
        now = PAIR_VERDICTS.label(verdict(one.after) or PairVerdict.DIFFERENT)
        return f"{now}: {' / '.join(names)}", moved

    def _bridge(self, _id: str, one: Versions) -> tuple[str, str] | None:
        def counted(values: Values | None) -> tuple[bool, ...] | None:
            if values is None or values[DELETED]:
                return None
            days = tuple(self._inside(values[name]) for name in ("day", "first_meeting_on", "cooperating_on"))
            return days if any(days) else None

        before, after = counted(one.before), counted(one.after)
        what = _what(before, after)
        if not what:
            return None
        ends = [str(one.after[name]) for name in ("from_actor_id", "to_actor_id") if one.after[name]]
        names = {actor.id: actor.name for actor in self._read.some(Actor, ends)}
        title = " → ".join(names[end] for end in ends if end in names) or show_day_of(one.after["day"])
        begun = bool(after and after[0]) - bool(before and before[0])
        effect = _signed(begun, ngettext("{number} bridge", "{number} bridges", 1)) if begun else ""
        return _said("bridge_contact", what, title), effect

    # what counts

    def _inside(self, day: object) -> bool:
        return bool(day) and self._days[0] <= str(day) <= self._days[1]

    def _as_counted(self, values: Values | None) -> tuple[object, ...] | None:
        """What a figure sees of a meeting; None when it does not count in the half-year."""
        if values is None or values[DELETED] or not values["completed"] or values["state"] != SessionState.HELD:
            return None
        if not self._inside(values["day"]):
            return None
        times = (values["day"], values["from_time"], values["to_time"], values["series_id"])
        return values["type"] in NEVER_REACH, values["mode"] == Mode.NOT_COUNTED, *times

    def _met(self, one: Versions, *, then: bool) -> bool:
        """Whether the meeting that a row belongs to counted then, or counts now."""
        meeting = self._meetings.get(str(one.after["session_id"]))
        if meeting is None:
            return False
        seen = self._as_counted(meeting.before if then else meeting.after)
        return seen is not None and not seen[0]

    def _is_present(self, values: Values | None) -> bool:
        return values is not None and not values[DELETED] and values["status"] == Presence.PRESENT

    def _counted(self, one: Versions, *, then: bool) -> tuple[int, int]:
        values = one.before if then else one.after
        if values is None or values[DELETED] or not self._met(one, then=then):
            return 0, 0
        return int(values["low"]), int(values["high"])

    def _meeting_of(self, one: Versions) -> str:
        meeting = self._meetings.get(str(one.after["session_id"]))
        return self._title(meeting) if meeting else ""

    def _title(self, meeting: Versions) -> str:
        title = str(meeting.after["title"]) or _("without a title")
        return " ".join(filter(None, (title, show_day_of(meeting.after["day"]))))


def show_day_of(day: object) -> str:
    """A day of the journal as people write it; nothing when there is none."""
    return show_day(date.fromisoformat(str(day))) if day else ""


def _what(before: object, after: object) -> str:
    if before == after:
        return ""
    return _ADDED if before is None else _REMOVED if after is None else _CHANGED


def _said(kind: str, what: str, title: str) -> str:
    return _(_SENTENCES[kind, what]).format(title=title)


def _signed(number: int, text: str) -> str:
    return f"{'-' if number < 0 else '+'}{text.format(number=whole(abs(number)))}"
