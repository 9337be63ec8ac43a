"""Submission: what is not ready, what will leave the laptop, and the file itself."""

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
from nsk_desktop.services.sessions import lacks_registration, list_sessions
from nsk_desktop.store import facts

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


EXPECTED = "expected"
"""The kind of a finding about an expected meeting: its id is that of the series, and the day says which."""
_DAY = timedelta(days=1)


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
    """Of an expected meeting."""


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


def check(desk: Desk, today: date) -> list[Finding]:
    """What a coordinator should look at first.

    Meetings that lack registration or are not finished, texts that are kept back, joins that are doubted, and fields
    that two laptops disagree about.
    """
    findings = [
        Finding(
            "session", row.id, row.title, _("Not finished, so it is not counted."), True, next(iter(row.missing), "")
        )
        for row in list_sessions(desk)
        if lacks_registration(row) and (row.day is None or row.day <= today)
    ]
    for row in _unregistered(desk, today, date.min):
        title = f"{row.title or _('without a title')} {show_day(row.day)}"
        reason = _("Lacks registration: was it held?")
        findings.append(Finding(EXPECTED, row.series_id, title, reason, serious=True, day=row.day))
    for text in evaluation.prepare(desk, today).withheld:
        reason = _("The text holds {what} and is left out of the file.").format(what=text.finding.label)
        findings.append(Finding(text.kind, text.id, text.text, reason, serious=False))
    with desk.store.read() as read:
        doubted = contradictions(read)
    for one in doubted:
        reason = _("Joined as one person, but both were at {meeting}. Take the wrong answer back, or one off the list.")
        about = f"{one.title} {show_day(one.day) if one.day else ''}".strip()
        names = " / ".join(one.names)
        findings.append(Finding("person_pair", " ".join(one.joins[0]), names, reason.format(meeting=about), False))
    for conflict in history.conflicts(desk):
        reason = _("Two laptops disagree about this. Choose one of the versions.")
        with desk.store.read() as read:
            called = kinds.labels_of(read, conflict.kind, [conflict.record]).get(conflict.record, "")
        title = called or kinds.name_of_kind(conflict.kind)
        findings.append(Finding(conflict.kind, conflict.record, title, reason, False, conflict.field))
    return findings


def preview(desk: Desk, today: date) -> Preview:
    """What the next file would hold."""
    rows = evaluation.prepare(desk, today).live_rows()
    return Preview(
        sessions=rows["Aktiviteter"],
        attendances=rows["Deltagelser"],
        participants=rows["Deltagere"],
        actors=rows["Aktører"],
        bridges=rows["Brobygning"],
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
