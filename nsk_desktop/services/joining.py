"""Joining two participants side by side, and taking it back. Always a person's word, always one step to undo."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.domain.identity import pair_id
from nsk_desktop.domain.records import Participant, PersonPair
from nsk_desktop.errors.people import WereTogether
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.joined import joined_people
from nsk_desktop.services.sessions import mark
from nsk_desktop.store.change import Change
from nsk_desktop.store.history import put_back
from nsk_desktop.store.queries import pairs as queries
from nsk_desktop.store.queries.pairs import Seen

CHOSEN = (
    *("alias", "surname", "birth_year", "age_band", "gender"),
    *("target_group", "subgroup", "relation", "consent", "safe_contact"),
)
"""The fields of which one side's value is kept."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two participants who are compared, with all that is known under the names joined with them."""

    record: Participant
    name: str
    seen: Seen

    def value(self, field: str) -> object:
        """What this side says in a field."""
        return getattr(self.record, field)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two participants beside each other. The first is the one that both would be shown as."""

    first: Side
    second: Side
    together: int
    """At how many meetings both were seen: more than none, and they are two people."""
    twice: frozenset[str]
    """The meetings that two computers registered, each with one of the two: one person may stand there twice."""
    verdict: str | None

    def differing(self) -> tuple[str, ...]:
        """The fields in which the two do not say the same."""
        return tuple(name for name in CHOSEN if self.first.value(name) != self.second.value(name))

    def better(self, field: str) -> Side:
        """The side whose value is proposed: the one that says something, and a withdrawn consent before any other."""
        if field == "consent" and (self.second.record.consent or {}).get("status") == "trukket tilbage":
            return self.second
        empty: tuple[object, ...] = (None, "", {}, "ikke oplyst", "ukendt")
        return self.second if self.first.value(field) in empty else self.first


def names_of(record: Participant) -> str:
    """What a participant is called."""
    return f"{record.alias} {record.surname}".strip()


def compare(desk: Desk, one: str, other: str) -> SideBySide | None:
    """The two side by side, or None when one of them is not there."""
    with desk.store.read() as read:
        joined = joined_people(read)
        first, second = sorted((joined.kept(one), joined.kept(other)))
        together = first == second
        # Who is joined already is still compared one by one: that is how a mistake is found.
        named = sorted((one, other)) if together else [first, second]
        known = [(id,) if together else joined.component(id) for id in named]
        records = [record for id in named if (record := read.get(Participant, id)) is not None and not record.deleted]
        if len(records) < 2:
            return None
        pair = read.get(PersonPair, pair_id(*named))
        sides = [Side(each, names_of(each), queries.seen(read, ids)) for each, ids in zip(records, known, strict=True)]
        verdict = pair.verdict if pair is not None and not pair.deleted else None
        firm, twice = queries.shared(read, *known)
        return SideBySide(sides[0], sides[1], len(firm), frozenset(twice), verdict)


def join(desk: Desk, one: str, other: str, values: Mapping[str, object]) -> str:
    """Say that two are the same person, who has these *values* from now on. Returns the one they are shown as.

    Where two computers registered them at one meeting, the mark of the other one goes. Raises `WereTogether` when
    both were seen at one meeting.
    """
    pair = compare(desk, one, other)
    if pair is None:
        raise LookupError(one, other)
    if pair.together:
        raise WereTogether(pair.together)
    kept, joined = pair.first.record.id, pair.second.record.id
    with desk.store.read() as read:
        others = joined_people(read).component(joined) if pair.twice else ()
    with desk.store.change(_("Join two participants")) as change:
        change.save(Participant, kept, **{name: value for name, value in values.items() if name in CHOSEN})
        for session in sorted(pair.twice):
            for other in others:
                mark(change, session, other, None)
        judge(change, kept, joined, PairVerdict.SAME, " ".join(change.written))
    return kept


def judge(change: Change, one: str, other: str, verdict: PairVerdict | None, chosen_in: str = "") -> None:
    """Within *change*, say what two participants are to each other; None takes back what was said.

    *chosen_in* are the saves in which a join chose values. They are as they were before when the two are joined no
    more, but for what somebody has changed since.
    """
    first, second = sorted((one, other))
    id = pair_id(first, second)
    before = change.values(PersonPair, id)
    if before and not before["deleted"] and before["chosen_in"]:
        if verdict is PairVerdict.SAME:
            chosen_in = chosen_in or str(before["chosen_in"])
        else:
            for save in str(before["chosen_in"]).split():
                put_back(change, save)
    if verdict:
        change.put(PersonPair(id=id, first_id=first, second_id=second, verdict=verdict, chosen_in=chosen_in))
    elif change.exists(id):
        change.delete(PersonPair, id)


def tell_apart(change: Change, one: str, others: Iterable[str]) -> None:
    """Within *change*, remember that *one* is none of *others*."""
    for other in others:
        judge(change, one, other, PairVerdict.DIFFERENT)
