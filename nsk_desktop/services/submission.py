"""Submission: what is not ready, what will leave the laptop, and the file itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

from nsk_desktop.domain.dates import month_name, probable, show_day
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services import evaluation, history, kinds, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.evaluation import Made
from nsk_desktop.services.expected import LOOK_BACK, ExpectedRow, list_expected
from nsk_desktop.services.joined import contradictions
from nsk_desktop.services.withheld import withheld
from nsk_desktop.store import facts
from nsk_desktop.store.queries import evaluation as queries

__all__ = [
    "Finding",
    "LastFile",
    "Made",
    "Month",
    "Preview",
    "check",
    "mail_to",
    "make_file",
    "preview",
    "receiver",
    "set_receiver",
    "status",
    "this_month",
]


Progress = Callable[[int, int], None]
EXPECTED = "expected"
"""The kind of a finding about an expected meeting: its id is that of the series, and the day says which."""
_DAY = timedelta(days=1)
_AT_A_TIME = 500


def _unseen(_done: int, _all: int) -> None:
    """Nobody waits to see how far it is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at before the file is made. A serious one keeps something out of the figures."""

    kind: str
    id: str
    title: str
    reason: str
    serious: bool
    field: str = ""
    """The field to mend; empty when it is not known which."""
    day: date | None = None
    """Of an expected meeting, or of what is wrong on a day."""
    place: str = ""
    """The page where it is mended, when that is not the one of its record."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What the file would hold, in numbers."""

    sessions: int
    attendances: int
    participants: int
    actors: int
    bridges: int


@dataclass(frozen=True, slots=True)
class LastFile:
    """The file that was made last."""

    number: int
    made_on: date
    path: Path


@dataclass(frozen=True, slots=True)
class Month:
    """How far a month is on its way to the evaluation."""

    id: str
    """YYYY-MM."""
    title: str
    meetings: int
    lacking: int

    @property
    def said(self) -> str:
        """What there is of it, in words."""
        meetings = ngettext("{number} meeting", "{number} meetings", self.meetings).format(number=self.meetings)
        if not self.lacking:
            return _("Ready for submission: {meetings}").format(meetings=meetings)
        return _("{meetings}, {number} lack something").format(meetings=meetings, number=self.lacking)


def this_month(desk: Desk, today: date) -> Month:
    """The month of *today* up to and with that day."""
    first = probable(today).replace(day=1)
    title = f"{month_name(first.month)[:1].upper()}{month_name(first.month)[1:]} {first.year}"
    expected = len(_unregistered(desk, today, first))
    meetings = len(sessions.ids(desk, first=first, last=today)) + expected
    lacking = len(sessions.ids(desk, first=first, last=today, lacking=True)) + expected
    return Month(first.isoformat()[:7], title, meetings, lacking)


def _unregistered(desk: Desk, today: date, first: date) -> list[ExpectedRow]:
    """The meetings expected from *first* to yesterday of which nobody has said anything."""
    return list_expected(desk, max(first, today - LOOK_BACK), today - _DAY)


def check(desk: Desk, today: date, progress: Progress = _unseen) -> list[Finding]:
    """What a coordinator should look at first.

    Meetings that lack registration or are not finished, texts that are kept back, joins that are doubted, and fields
    that two laptops disagree about. The store finds them: what is in order is not read.
    """
    findings = list(_unfinished(desk, today, progress))
    for row in _unregistered(desk, today, date.min):
        title = f"{row.title or _('without a title')} {show_day(row.day)}"
        reason = _("Lacks registration: was it held?")
        findings.append(Finding(EXPECTED, row.series_id, title, reason, serious=True, day=row.day))
    for text in withheld(desk, progress):
        reason = _("The text holds {what} and is left out of the file.").format(what=text.finding.label)
        findings.append(Finding(text.kind, text.id, text.text, reason, serious=False))
    return findings + _doubted(desk) + disputed(desk)


def _unfinished(desk: Desk, today: date, progress: Progress) -> Iterator[Finding]:
    """The meetings up to *today* that nobody has finished."""
    lacking = sessions.ids(desk, lacking=True)
    for number in range(0, len(lacking), _AT_A_TIME):
        progress(number, len(lacking))
        for row in sessions.rows(desk, lacking[number : number + _AT_A_TIME]):
            if row.day is None or row.day <= today:
                reason = _("Not finished, so it is not counted.")
                yield Finding("session", row.id, row.title, reason, True, next(iter(row.missing), ""))


def _doubted(desk: Desk) -> list[Finding]:
    """Joins that attendances speak against."""
    with desk.store.read() as read:
        doubted = contradictions(read)
    reason = _("Joined as one person, but both were at {meeting}. Take the wrong answer back, or one off the list.")
    findings = []
    for one in doubted:
        about = f"{one.title} {show_day(one.day) if one.day else ''}".strip()
        names = " / ".join(one.names)
        findings.append(Finding("person_pair", " ".join(one.joins[0]), names, reason.format(meeting=about), False))
    return findings


def disputed(desk: Desk) -> list[Finding]:
    """Fields that two laptops have changed unaware of each other."""
    conflicts = history.conflicts(desk)
    with desk.store.read() as read:
        called = {
            kind: kinds.labels_of(read, kind, [one.record for one in conflicts if one.kind == kind])
            for kind in {one.kind for one in conflicts}
        }
    reason = _("Two laptops disagree about this. Choose one of the versions.")
    return [
        Finding(
            one.kind,
            one.record,
            called[one.kind].get(one.record) or kinds.name_of_kind(one.kind),
            reason,
            False,
            one.field,
        )
        for one in conflicts
    ]


def preview(desk: Desk, progress: Progress = _unseen) -> Preview:
    """What the next file would hold, counted by the store."""
    with desk.store.read() as read:
        attendances, people = queries.count_attendances(read, progress)
        return Preview(
            sessions=queries.count_sessions(read),
            attendances=attendances,
            participants=people,
            actors=queries.count_all(read, "actor"),
            bridges=queries.count_all(read, "bridge"),
        )


def make_file(desk: Desk, folder: Path, today: date) -> Made:
    """Make the one file for the central evaluation in *folder*."""
    return evaluation.make_file(desk, folder, today)


def status(desk: Desk) -> LastFile | None:
    """The file that was made last on this laptop, or None."""
    last = desk.store.fact(facts.LAST_EXPORT)
    if not last:
        return None
    made_on, path = last.split(" ", 1)
    return LastFile(int(desk.store.fact(facts.RUNNING_NUMBER) or 0), date.fromisoformat(made_on), Path(path))


def receiver(desk: Desk) -> str:
    """The address that files for the evaluation are sent to; empty while nobody has said. It never travels."""
    return desk.store.fact(facts.EVALUATION_MAIL) or ""


def set_receiver(desk: Desk, address: str) -> None:
    """Remember who gets the files."""
    desk.store.set_fact(facts.EVALUATION_MAIL, address)


def mail_to(desk: Desk, made: LastFile) -> str:
    """The link that begins a mail about a file. Such a link cannot carry the file itself."""
    subject = _("File for the evaluation: {name}").format(name=made.path.name)
    body = _("The file is attached: {name}").format(name=made.path.name)
    return f"mailto:{quote(receiver(desk), safe='@')}?subject={quote(subject)}&body={quote(body)}"
