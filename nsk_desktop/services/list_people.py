"""Who is meant on a list: a participant of exactly that name, somebody new, or whom a person has said.

Someone who only looks alike is a question that stands beside the name; nobody is joined by a list.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from nsk_desktop.domain.folding import fold
from nsk_desktop.exchange.list_lines import ListPerson
from nsk_desktop.services import same_person
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.joined import joined_people
from nsk_desktop.services.same_person import Likeness
from nsk_desktop.store.queries import pairs as queries
from nsk_desktop.store.queries.pairs import NamedRow
from nsk_desktop.store.reader import Reader

Key = tuple[str, int | None]
NEW, SKIP = "new", "skip"
Choices = Mapping[Key, str]
"""What a person has said of somebody on the list: NEW, SKIP, or the id of a participant."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody on the list, and who that is."""

    person: ListPerson
    id: str | None
    """The participant; None when it is somebody new, or is not said yet."""
    skipped: bool = False
    unclear: tuple[str, ...] = ()
    """Several participants who bear the name; somebody has to say which."""
    deleted: bool = False
    likely: tuple[Likeness, ...] = ()
    """Who looks alike, while nobody has said anything."""
    choice: str = ""
    """What somebody has said."""


@dataclass(slots=True)
class Known:
    """The participants by their folded names."""

    rows: dict[str, list[NamedRow]] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    """Under which id a joined participant is shown."""
    components: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, read: Reader) -> "Known":
        """Everybody in the store."""
        joined = joined_people(read)
        known = cls(kept=joined.citizen, components=joined.members)
        for row in queries.everybody(read):
            known.rows.setdefault(fold(row.name), []).append(row)
        return known

    def everybody(self, id: str) -> tuple[str, ...]:
        """All entries of the person that *id* is one of."""
        return self.components.get(self.kept.get(id, id), (id,))

    def named(self, person: ListPerson) -> tuple[list[str], bool]:
        """Those who bear the name and have no other birth year, each person once, and whether they are in the bin."""
        rows = [row for row in self.rows.get(person.key[0], ()) if _years_agree(row.birth_year, person.birth_year)]
        present = [row for row in rows if not row.deleted]
        # Of several in the bin it is the last that was put there.
        found = present or sorted(rows, key=lambda row: row.changed)[-1:]
        return list(dict.fromkeys(self.kept.get(row.id, row.id) for row in found)), bool(found and not present)


def _years_agree(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def who_is_meant(
    desk: Desk,
    known: Known,
    people: Iterable[ListPerson],
    choices: Choices,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> dict[Key, Meant]:
    """Everybody on the list, each once; what the rows say of one and the same is put together."""
    people = list(people)
    years: dict[str, set[int]] = {}
    for person in people:
        years.setdefault(person.key[0], set()).update([person.birth_year] if person.birth_year else [])
    together: dict[Key, ListPerson] = {}
    for person in people:
        key = _key(person, years)
        together[key] = _together(together.get(key), person)
    found: dict[Key, Meant] = {}
    for number, (key, person) in enumerate(together.items()):
        progress(number, len(together))
        found[key] = _meant(desk, known, person, choices.get(key, ""))
    for key, meant in found.items():
        if key[1] is None and len(years[key[0]]) > 1 and not meant.choice:
            # It may be either of those of that name whose birth years the list says.
            found[key] = replace(meant, id=None, unclear=meant.unclear or (meant.id or "",))
    return found | {person.key: found[_key(person, years)] for person in people}


def _key(person: ListPerson, years: Mapping[str, set[int]]) -> Key:
    """Who says a birth year in one row and none in another is the same, when the list knows only one of that name."""
    name, born = person.key
    return (name, min(years[name])) if born is None and len(years[name]) == 1 else (name, born)


def _together(one: ListPerson | None, other: ListPerson) -> ListPerson:
    """The first row that says something of somebody's age and gender is believed."""
    if one is None:
        return other
    blank = ListPerson("")
    return ListPerson(
        one.alias,
        one.surname,
        one.birth_year or other.birth_year,
        one.age_band if one.age_band != blank.age_band else other.age_band,
        one.gender if one.gender != blank.gender else other.gender,
    )


def _meant(desk: Desk, known: Known, person: ListPerson, choice: str) -> Meant:
    if choice == SKIP:
        return Meant(person, None, skipped=True, choice=choice)
    if choice and choice != NEW:
        return Meant(person, choice, choice=choice, likely=_likely(desk, person))
    if choice == NEW:
        return Meant(person, None, choice=choice, likely=_likely(desk, person))
    same, deleted = known.named(person)
    if len(same) == 1:
        return Meant(person, same[0], deleted=deleted)
    return Meant(person, None, unclear=tuple(same), likely=_likely(desk, person))


def _likely(desk: Desk, person: ListPerson) -> tuple[Likeness, ...]:
    found = same_person.suggest(
        desk, person.alias, person.surname, person.birth_year, person.age_band, person.gender, limit=2
    )
    return tuple(found)
