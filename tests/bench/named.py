"""A hundred thousand people with names as names are spread: a few that many bear, and many that few bear."""

from collections.abc import Iterator
from itertools import accumulate, product
from random import Random

from nsk_desktop.domain.same_person import Person, name_parts

_STARTS = (
    "a",
    "am",
    "be",
    "ch",
    "da",
    "el",
    "fa",
    "ha",
    "i",
    "ja",
    "ka",
    "la",
    "mo",
    "na",
    "o",
    "ra",
    "sa",
    "ti",
    "yu",
)
_MIDDLES = ("bi", "da", "fi", "ha", "li", "ma", "mi", "na", "ra", "ri", "si", "ta", "ve", "xa", "zo")
_ENDS = ("d", "ah", "in", "ir", "la", "ma", "n", "na", "r", "ra", "s", "sen", "ta", "ud", "ya")


def crowd(size: int = 100_000, seed: int = 7) -> list[Person]:
    """People with a given name, most with a surname, many with a birth year."""
    random = Random(seed)
    people = []
    for number, (first, last) in enumerate(spread_names(random, size)):
        surname = last if random.random() < 0.8 else ""
        year = random.randrange(1930, 2020) if random.random() < 0.6 else None
        people.append(Person(f"{number:06}", *name_parts(first, surname), year))
    return people


def spread_names(random: Random, size: int) -> Iterator[tuple[str, str]]:
    """So many given names and surnames, of 2,000 and 20,000 that there are."""
    given, surnames = _names(random, 2_000), _names(random, 20_000)
    weights = [list(accumulate(1 / (place + 8) for place in range(len(names)))) for names in (given, surnames)]
    firsts = random.choices(given, cum_weights=weights[0], k=size)
    return zip(firsts, random.choices(surnames, cum_weights=weights[1], k=size), strict=True)


def typed_names(people: list[Person], count: int = 200, seed: int = 11) -> list[Person]:
    """The names of *count* of them, each typed with one letter wrong."""
    random = Random(seed)
    typed = []
    for person in random.sample([one for one in people if one.surname], count):
        place = random.randrange(1, len(person.given))
        wrong = person.given[:place] + random.choice("aeinorst") + person.given[place + 1 :]
        typed.append(person._replace(id="", given=wrong, birth_year=None))
    return typed


def _names(random: Random, count: int) -> list[str]:
    made = ["".join(parts) for parts in product(_STARTS, _MIDDLES, _MIDDLES, _ENDS)]
    return random.sample(made, count)
