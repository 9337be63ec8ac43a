"""How a later change of a signed half-year is told: what happened to which record, and what it does."""

from collections.abc import Mapping
from datetime import date

from nsk_desktop.domain.codes import PAIR_VERDICTS, PairVerdict
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import span, whole
from nsk_desktop.domain.records import Actor, Participant
from nsk_desktop.i18n import N_, _, ngettext
from nsk_desktop.measures.half_year import label
from nsk_desktop.store.journal import DELETED
from nsk_desktop.store.queries import periods
from nsk_desktop.store.queries.periods import Seen, Versions
from nsk_desktop.store.reader import Reader

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
_SENTENCES = {
    ("session", ADDED): N_("Meeting added: {title}"),
    ("session", CHANGED): N_("Meeting changed: {title}"),
    ("session", REMOVED): N_("Meeting removed: {title}"),
    ("series", CHANGED): N_("Series changed: {title}"),
    ("attendance", ADDED): N_("Attendance added: {title}"),
    ("attendance", CHANGED): N_("Attendance changed: {title}"),
    ("attendance", REMOVED): N_("Attendance removed: {title}"),
    ("headcount", ADDED): N_("Headcount added: {title}"),
    ("headcount", CHANGED): N_("Headcount changed: {title}"),
    ("headcount", REMOVED): N_("Headcount removed: {title}"),
    ("participant", ADDED): N_("Participant restored: {title}"),
    ("participant", CHANGED): N_("Participant changed: {title}"),
    ("participant", REMOVED): N_("Participant removed: {title}"),
    ("bridge_contact", ADDED): N_("Bridge added: {title}"),
    ("bridge_contact", CHANGED): N_("Bridge changed: {title}"),
    ("bridge_contact", REMOVED): N_("Bridge removed: {title}"),
}
_PEOPLE = frozenset({"participant", "person_pair", "series"})
"""What says who is who: what it does is seen best in the number of people."""
Figures = Mapping[str, int]


class ChangeWords:
    """Titles of records, read where they are needed."""

    def __init__(self, read: Reader, touched: Mapping[str, Versions], seen: Seen) -> None:
        self._read, self._seen = read, seen
        self._meetings = {id: one for id, one in touched.items() if one.kind == "session"}
        wanted = {str(one.after["session_id"]) for one in touched.values() if "session_id" in one.after}
        self._meetings |= periods.versions(read, wanted - self._meetings.keys(), seen)

    def sentence(self, one: Versions, what: str) -> str:
        """What happened to a record."""
        if one.kind == "person_pair":
            return self._pair(one)
        titles = {
            "session": lambda: _meeting_title(one),
            "series": lambda: str(one.after["title"]),
            "attendance": lambda: self._attendance(one),
            "headcount": lambda: self._meeting_of(one),
            "participant": lambda: str(one.after["alias"]),
            "bridge_contact": lambda: self._bridge(one),
        }
        pattern = _SENTENCES.get((one.kind, what)) or _SENTENCES[one.kind, CHANGED]
        return _(pattern).format(title=titles[one.kind]())

    def effect(self, kind: str, then: Figures, now: Figures) -> str:
        """How far the figures move from *then* to *now*, the most important of them."""
        people = _people(then, now)
        if people and kind in _PEOPLE:
            return people
        return " · ".join(_additive(then, now)) or people or _any(then, now)

    def _attendance(self, one: Versions) -> str:
        person = self._read.get(Participant, str(one.after["participant_id"]))
        name = " ".join(filter(None, (person.alias, person.surname))) if person else ""
        return " · ".join(filter(None, (name, self._meeting_of(one))))

    def _pair(self, one: Versions) -> str:
        ids = sorted({str(one.after["first_id"]), str(one.after["second_id"])})
        names = sorted(person.alias for person in self._read.some(Participant, ids))
        said = None if one.after[DELETED] else one.after["verdict"]
        return f"{PAIR_VERDICTS.label(said or PairVerdict.DIFFERENT)}: {' / '.join(names)}"

    def _bridge(self, one: Versions) -> str:
        ends = [str(one.after[name]) for name in ("from_actor_id", "to_actor_id") if one.after[name]]
        names = {actor.id: actor.name for actor in self._read.some(Actor, ends)}
        return " → ".join(names[end] for end in ends if end in names) or _day(one.after["day"])

    def _meeting_of(self, one: Versions) -> str:
        meeting = self._meetings.get(str(one.after["session_id"]))
        return _meeting_title(meeting) if meeting else ""


def _meeting_title(one: Versions) -> str:
    title = str(one.after["title"]) or _("without a title")
    return " ".join(filter(None, (title, _day(one.after["day"]))))


def _day(day: object) -> str:
    return show_day(date.fromisoformat(str(day))) if day else ""


def _people(then: Figures, now: Figures) -> str:
    before, after = ((figures["persons_lower"], figures["persons_upper"]) for figures in (then, now))
    if before == after:
        return ""
    text = ngettext("{before} → {after} citizen", "{before} → {after} citizens", after[1])
    return text.format(before=span(*before), after=span(*after))


def _additive(then: Figures, now: Figures) -> list[str]:
    moved = {name: now[name] - then[name] for name in now}
    parts = []
    meetings = moved["sessions_held"] + moved["professional_meetings"]
    if meetings:
        parts.append(_signed(meetings, ngettext("{number} meeting", "{number} meetings", abs(meetings))))
    attendances = moved["attendances_registered"]
    if attendances:
        parts.append(_signed(attendances, ngettext("{number} attendance", "{number} attendances", abs(attendances))))
    low, high = sorted((moved["anonymous_low"], moved["anonymous_high"]), key=abs)
    if high and low * high >= 0:
        counted = _("{number} without name").format(number=span(abs(low), abs(high)))
        parts.append(f"{'-' if high < 0 else '+'}{counted}")
    if moved["bridges"]:
        parts.append(_signed(moved["bridges"], ngettext("{number} bridge", "{number} bridges", abs(moved["bridges"]))))
    return parts


def _any(then: Figures, now: Figures) -> str:
    name = next(name for name in now if now[name] != then[name])
    return f"{label(name)}: {_signed(now[name] - then[name], '{number}')}"


def _signed(number: int, text: str) -> str:
    return f"{'-' if number < 0 else '+'}{text.format(number=whole(abs(number)))}"
