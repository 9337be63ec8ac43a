"""Taking in a colleague's file: first a plan that changes nothing, then all of it in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from nsk_desktop.domain.clock import moment
from nsk_desktop.domain.numbers import whole
from nsk_desktop.errors.store import DamagedJournal
from nsk_desktop.errors.team import PracticeApart, TeamBadEntry
from nsk_desktop.exchange import team_file
from nsk_desktop.exchange.team_file import Head, Step, TeamFile
from nsk_desktop.i18n import N_, _, ngettext
from nsk_desktop.services import kinds, same_person, team
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.same_person import SuggestedPair
from nsk_desktop.store import colleagues as known
from nsk_desktop.store import given_out, incoming
from nsk_desktop.store.colleagues import Seen
from nsk_desktop.store.exchange import Effect
from nsk_desktop.store.journal import Entry
from nsk_desktop.store.migrate import latest

_NOTICES = {
    known.NEW_IDENTITY: N_(
        "The computer has been given data from a backup or from another computer since its last file. That is fine if "
        "your colleague knows of it."
    ),
    known.WENT_BACK: N_(
        "The file lacks something that this computer sent before: an older copy of the data seems to be in use there. "
        "What is here is kept. Tell your colleague."
    ),
    known.TWICE: N_(
        "Two computers seem to use the same data and the same card. Ask your colleague; one of them needs data of its "
        "own."
    ),
}


@dataclass(frozen=True, slots=True)
class KindCounts:
    """What becomes of the records of one kind."""

    kind: str
    name: str
    new: int
    changed: int
    deleted: int
    disputed: int

    @property
    def id(self) -> str:
        return self.kind


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do. Nothing is written yet."""

    file: str
    head: Head
    entries: tuple[Entry, ...]
    effect: Effect
    fresh: int
    """Entries that are not here yet."""
    restored: bool
    """The file holds something of this very computer that it does not have itself: it was put back, or copied."""
    noticed: tuple[str, ...]
    seen: Seen

    @property
    def made(self) -> datetime:
        """When the file was made, by its sender's clock."""
        return moment(self.head.made)

    @property
    def counts(self) -> tuple[KindCounts, ...]:
        """One line per kind of record that the file changes."""
        effect = self.effect
        touched = [*effect.new, *effect.changed, *effect.deleted, *effect.disputed]
        return tuple(
            KindCounts(
                kind,
                kinds.name_of_kind(kind),
                effect.new.get(kind, 0),
                effect.changed.get(kind, 0),
                effect.deleted.get(kind, 0),
                effect.disputed.get(kind, 0),
            )
            for kind in dict.fromkeys(touched)
        )

    def sentence(self) -> str:
        """The whole of it in one line."""
        return sentence(self.effect)

    def remarks(self) -> list[str]:
        """What a person should know before accepting."""
        found = [_(_NOTICES[one]) for one in self.noticed]
        if self.restored:
            found.append(
                _(
                    "The file holds something from this computer that is missing here: an older copy of the data is in "
                    "use. It comes back with the file."
                )
            )
        return found


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken in."""

    plan: Plan
    effect: Effect

    def sentence(self) -> str:
        """What came of it."""
        return sentence(self.effect)


def plan_file(desk: Desk, path: Path, progress: Step = lambda _done, _all: None) -> Plan:
    """Check the file at *path* in every way and try it on the store, without leaving anything there."""
    schemas = frozenset(f"{number:04}" for number in range(1, latest() + 1))
    secret = team.keys_of(desk).secret
    file = team_file.open_file(path, secret, partial(team.refuse_stranger, desk), schemas)
    return _plan(desk, file, progress)


def _plan(desk: Desk, file: TeamFile, progress: Step) -> Plan:
    if file.head.practice != desk.practice:
        raise PracticeApart(file.file)
    try:
        entries = tuple(incoming.read_entry(row) for row in team_file.rows(file, progress))
        if len({entry.id for entry in entries}) != len(entries):
            raise DamagedJournal("")
        tried = desk.store.rehearse(_counted(entries, progress))
    except DamagedJournal as problem:
        raise TeamBadEntry(file.file) from problem
    head = file.head
    own = frozenset(entry.id for entry in entries if entry.device == head.device)
    seen = Seen(head.key, head.device, head.number, head.made, own)
    with desk.store.read() as read:
        noticed = known.notices(read.connection, seen)
    return Plan(file.file, head, entries, tried.effect, tried.new, tried.own_unknown, noticed, seen)


def accept(desk: Desk, plan: Plan, progress: Step = lambda _done, _all: None) -> Taken:
    """Take in what was planned, all or nothing. A copy of the store is made first."""
    # Somebody may have shut the sender out since.
    team.refuse_stranger(desk, plan.file, plan.head.key)
    desk.back_up("import")
    progress(0, 0)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    note = partial(given_out.note_file, seen=plan.seen, noticed=plan.noticed, now=now, entries=plan.entries)
    try:
        received = desk.store.receive(_counted(plan.entries, progress), _("Take in a colleague's file"), note)
    except DamagedJournal as problem:
        raise TeamBadEntry(plan.file) from problem
    return Taken(plan, received.effect)


def perhaps_known(desk: Desk, taken: Taken, progress: Step = lambda _done, _all: None) -> tuple[SuggestedPair, ...]:
    """People who are new with a file and may be somebody who was here already: for a person to judge."""
    people = {id for kind, id in taken.effect.made if kind == "participant"}
    pairs = same_person.suggestions(desk, progress) if people else []
    return tuple(one for one in pairs if {one.first_id, one.second_id} & people)


def _counted(entries: Sequence[Entry], progress: Step) -> Iterator[Entry]:
    """*entries*, saying how far they have come. Who stops there leaves nothing behind."""
    for number, entry in enumerate(entries, 1):
        progress(number, len(entries))
        yield entry


def sentence(effect: Effect) -> str:
    """“12 new, 3 changed, 1 conflict, 1 deleted”: as much of it as there is."""
    disputed = sum(effect.disputed.values())
    parts: list[tuple[int, Callable[[int], str]]] = [
        (sum(effect.new.values()), lambda n: ngettext("{count} new record", "{count} new records", n)),
        (sum(effect.changed.values()), lambda n: ngettext("{count} changed", "{count} changed", n)),
        (disputed, lambda n: ngettext("{count} conflict", "{count} conflicts", n)),
        (sum(effect.deleted.values()), lambda n: ngettext("{count} deleted", "{count} deleted", n)),
    ]
    said = [text(count).format(count=whole(count)) for count, text in parts if count]
    return ", ".join(said) if said else _("nothing new")


def noticed_text(code: str) -> str:
    """What was noticed of a colleague's computer, in words."""
    return _(_NOTICES[code]) if code in _NOTICES else code
