"""The stories and method cards of a period that are printed with its report, and what keeps one of them out.

The report is for others, so it holds to the rule of the evaluation file: what may identify somebody is not printed,
and a reason that was given for keeping the words in the store does not change that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain import numbers
from nsk_desktop.domain.stories import OUTCOMES, Outcome
from nsk_desktop.domain.text_guard import TextGuard, guard_over
from nsk_desktop.i18n import N_, _
from nsk_desktop.reports.rows import OutcomeText
from nsk_desktop.reports.wording import day, interval
from nsk_desktop.services import outcome_evidence
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.kinds import name_of_kind
from nsk_desktop.services.outcome_evidence import Link
from nsk_desktop.store.queries import evaluation, lists

# What is printed, in the order it is told. Who can confirm a story stays on the computer.
PARTS = {
    "story": {
        "title": N_("Title"),
        "who": N_("Who changed"),
        "what": N_("What changed"),
        "significance": N_("Why it matters"),
        "contribution": N_("What the effort did towards it"),
        "evidence": N_("What it can be seen from"),
    },
    "method_card": {
        "title": N_("Method"),
        "context": N_("Where and with whom it was tried"),
        "steps": N_("Steps"),
        "resources": N_("What it takes (time, people, money, place)"),
        "worked_for": N_("What worked, and for whom"),
        "conditions": N_("What has to be in place"),
    },
}
_RESTS_ON = N_("What it rests on")
_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Offer:
    """A story or method card of a period: whether it is wanted in the report, and why it cannot be printed."""

    kind: str
    id: str
    title: str
    day: date | None
    wanted: bool
    findings: tuple[tuple[str, str], ...] = ()
    """What may identify somebody and in which part of it, in words."""
    blank: bool = False
    """Nothing is written in it."""

    @property
    def printed(self) -> bool:
        return self.wanted and not self.findings and not self.blank

    @property
    def name(self) -> str:
        """What it is, without any of its words: the kind and the day."""
        return f"{name_of_kind(self.kind)} {day(self.day)}" if self.day else name_of_kind(self.kind)

    @property
    def hindrance(self) -> str:
        """Why it is not printed although somebody wants it; empty when nothing stands in the way."""
        if self.blank:
            return _("Nothing is written in it yet.")
        found = dict.fromkeys(_("{what} in “{field}”").format(what=what, field=field) for what, field in self.findings)
        return _("It holds {what}.").format(what=", ".join(found)) if found else ""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A record beside its offer, with what it rests on."""

    record: Outcome
    offer: Offer
    links: Sequence[Link]


def offers(desk: Desk, first: date, last: date) -> list[Offer]:
    """Everything told of a day from *first* to *last*, the stories before the method cards, each by its day."""
    return [draft.offer for draft in _drafts(desk, first, last)]


def wanted_undated(desk: Desk) -> int:
    """How many somebody wants printed that have no day, and so are in no report."""
    with desk.store.read() as read:
        return sum(len(lists.outcome_ids(read, kind, undated=True, in_report=True)) for kind in OUTCOMES)


def for_report(desk: Desk, first: date, last: date) -> list[OutcomeText]:
    """What is printed in the report of a period."""
    printed = [draft for draft in _drafts(desk, first, last, wanted=True) if draft.offer.printed]
    weights = _weights(desk, [draft.record for draft in printed], last)
    return [_text(draft, weights.get(draft.offer.id, "")) for draft in printed]


def kept_out(desk: Desk, first: date, last: date) -> list[Offer]:
    """What somebody wanted in the report of a period that is not printed."""
    return [draft.offer for draft in _drafts(desk, first, last, wanted=True) if not draft.offer.printed]


def _drafts(desk: Desk, first: date, last: date, *, wanted: bool | None = None) -> list[_Draft]:
    with desk.store.read() as read:
        found: list[tuple[str, Outcome]] = []
        for kind, record in OUTCOMES.items():
            order = lists.Order("day")
            ids = lists.outcome_ids(read, kind, first=first, last=last, in_report=wanted, order=order)
            some = {one.id: one for one in read.some(record, ids)}
            found += [(kind, some[id]) for id in ids]
        links = outcome_evidence.links_of(read, [record for _kind, record in found])
        called = [(kind, record, links[record.id]) for kind, record in found]
        heard = [text for kind, record, behind in called for _name, text in _texts(kind, record, behind)]
        guard = guard_over(heard, evaluation.called(read)) if heard else TextGuard()
    return [_Draft(record, _offer(kind, record, behind, guard), behind) for kind, record, behind in called]


def _texts(kind: str, record: Outcome, links: Sequence[Link]) -> list[tuple[str, str]]:
    """Every text that would be printed, with the name of its part."""
    parts = [(_(name), getattr(record, field)) for field, name in PARTS[kind].items()]
    return [*parts, *((_(_RESTS_ON), link.title) for link in links)]


def _offer(kind: str, record: Outcome, links: Sequence[Link], guard: TextGuard) -> Offer:
    texts = _texts(kind, record, links)
    found = [(finding.label, name) for name, text in texts if text.strip() for finding in guard.findings(text)]
    blank = not any(getattr(record, field).strip() for field in PARTS[kind])
    return Offer(kind, record.id, record.title, record.day, record.in_report, tuple(dict.fromkeys(found)), blank)


def _weights(desk: Desk, records: Sequence[Outcome], last: date) -> dict[str, str]:
    """The figures behind each until *last*, so that the report of a period says the same whenever it is made."""
    weighed = [record for record in records if outcome_evidence.has_meetings(record)]
    if not weighed:
        return {}
    with desk.store.read() as read:
        ground = outcome_evidence.read_ground(read, last)
    until = day(last)
    words = {
        record.id: outcome_evidence.weight_words(outcome_evidence.weigh(ground, record), interval) for record in weighed
    }
    told = _("Behind it until {day}: {figures}")
    return {id: told.format(day=until, figures=figures) for id, figures in words.items() if figures}


def _text(draft: _Draft, weight: str) -> OutcomeText:
    record, kind = draft.record, draft.offer.kind
    parts = {field: name for field, name in PARTS[kind].items() if field != "title"}
    by_kind: dict[str, list[str]] = {}
    for link in draft.links:
        if link.title.strip():
            by_kind.setdefault(name_of_kind(link.kind), []).append(link.title)
    return OutcomeText(
        card=kind != "story",
        title=record.title,
        day=record.day,
        themes=tuple(record.themes),
        parts=tuple(
            (_(name), getattr(record, field)) for field, name in parts.items() if getattr(record, field).strip()
        ),
        rests_on=tuple(f"{name}: {_listed(titles)}" for name, titles in by_kind.items()),
        weight=weight,
    )


def _listed(titles: Sequence[str]) -> str:
    more = len(titles) - _MOST_NAMES
    rest = [] if more <= 0 else [_("… and {number} more").format(number=numbers.whole(more))]
    return ", ".join([*titles[:_MOST_NAMES], *rest])
