"""What the three laptops are held to after they have met. One function per promise.

A write that was acknowledged, and that is not known to have been given up with a restored backup, counts as kept when

* its entry is in every journal, word for word, and
* for each of its fields one of these holds:
  - somebody wrote the field later who had that value on the screen (and that write is itself in the journals),
  - the value is shown,
  - the value is listed as a side of an open conflict;
* and, when the record lies in the bin: somebody whose delete nobody took back had the value on the screen, or the
  bin itself is listed as an open conflict.

Given up is only what a person's restore of a backup took away while it stood in no other laptop. When a file with
it is taken in later, it has to be back.
"""

from collections.abc import Sequence

from nsk_desktop.store import history
from nsk_desktop.store.checking import check
from nsk_desktop.store.journal import DELETED, Entry, Value
from tests.store.team import Laptop, Place, Team


def judge(team: Team, laptops: Sequence[Laptop]) -> None:
    """Fail with a sentence unless every promise holds. The laptops have just exchanged everything with all."""
    first = laptops[0]
    content = first.content()
    for laptop in laptops:
        assert check(laptop.store).problems == (), laptop.name
        assert laptop.held == first.held
        assert laptop.content() == content, f"{laptop.name} and {first.name} show different things"
    _judge_journal(team, first)
    _judge_writes(team, first)


def _judge_journal(team: Team, laptop: Laptop) -> None:
    journal = {entry.id: entry for entry in laptop.store.journal()}
    assert journal.keys() == laptop.held, "the journal does not hold what it was given"
    assert team.writes.keys() - journal.keys() <= team.given_up, "an acknowledged write is in nobody's journal"
    for id, entry in journal.items():
        assert entry == team.writes[id].entry, "an entry says something else than when it was written"


def _judge_writes(team: Team, laptop: Laptop) -> None:
    here = [write for id, write in team.writes.items() if id in laptop.held]
    superseded = {(id, name) for write in here for name, ids in write.saw.items() for id in ids}
    shown = {record: laptop.screen(record) for record in laptop.records()}
    surely = {(id, name) for write in here for name, ids in write.surely.items() for id in ids}
    sides = _sides(laptop)
    for write in here:
        entry = write.entry
        for name, (value, _) in entry.fields.items():
            if (entry.id, name) in superseded:
                continue
            values = shown[entry.record].values
            assert values is not None, "a record is gone"
            place = (entry.record, name)
            assert value == values[name] or value in sides.get(place, ()), f"{name} = {value!r} vanished"
            if name != DELETED and values[DELETED] and (entry.record, DELETED) not in sides:
                seen = frozenset[str]().union(*_standing_deletes(team, laptop, entry, superseded))
                assert entry.id in seen, f"{name} = {value!r} went into the bin unseen"
    for (record, name), listed in sides.items():
        if name != DELETED:
            places = team.by_place[record, name]
            standing = [v for id, v in places if id in laptop.held and (id, name) not in surely]
            assert len({repr(value) for value in standing}) > 1, f"a conflict about nothing: {name} {listed}"


def _standing_deletes(team: Team, laptop: Laptop, entry: Entry, superseded: set[Place]) -> list[frozenset[str]]:
    """What each delete of the record that nobody took back had on its screen, or wrote in the same save."""
    return [
        team.writes[id].saw[DELETED] | team.writes[id].together
        for id, value in team.by_place.get((entry.record, DELETED), ())
        if value and id in laptop.held and (id, DELETED) not in superseded
    ]


def _sides(laptop: Laptop) -> dict[Place, list[Value]]:
    """The values of every conflict that is listed."""
    with laptop.store.read() as read:
        return {(one.record, one.field): [side.value for side in one.sides] for one in history.conflicts(read)}
