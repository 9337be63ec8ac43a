"""The names in use: how rare each is, and which others are spelled like it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import IntEnum

from nsk_desktop.domain.spelling import Likeness, likeness, lookup_keys

_TYPED = 200


class Part(IntEnum):
    """Where in a name a word stands."""

    GIVEN = 0
    SURNAME = 1


class NameIndex:
    """Plain names, counted, and found again from a name that is spelled like them."""

    def __init__(self) -> None:
        self._counts: tuple[Counter[str], Counter[str]] = Counter(), Counter()
        self._totals = [0, 0]
        # One name as it is, several as a list: most keys lead to one name.
        self._keys: dict[str, str | list[str]] = {}
        self._near: dict[str, dict[str, Likeness]] = {}
        # The same for names that nobody bears but that are just being typed.
        self._typed: dict[str, dict[str, Likeness]] = {}

    def add(self, name: str, part: Part) -> None:
        """Count a name that somebody bears."""
        if not self._knows(name):
            self._typed.clear()
            for near, like in self._compare(name).items():
                if near in self._near:
                    self._near[near][name] = like
            for key in lookup_keys(name):
                held = self._keys.get(key)
                self._keys[key] = name if held is None else [held, name] if isinstance(held, str) else [*held, name]
        self._counts[part][name] += 1
        self._totals[part] += 1

    def remove(self, name: str, part: Part) -> None:
        """Somebody no longer bears a name. The name stays known: it may come back."""
        self._counts[part][name] -= 1
        self._totals[part] -= 1

    def near(self, name: str) -> Mapping[str, Likeness]:
        """Every name known that is spelled like *name*, and how much; itself too when it is known."""
        found = self._near.get(name) or self._typed.get(name)
        if found is None:
            kept = self._near if self._knows(name) else self._typed
            if len(self._typed) > _TYPED:
                self._typed.clear()
            found = kept[name] = self._compare(name)
        return found

    def likeness(self, one: str, other: str) -> Likeness:
        """How alike two names are, one of which is known."""
        return self.near(one).get(other, Likeness.OTHER)

    def share(self, name: str, part: Part | None, level: Likeness) -> float:
        """How much of everybody bears a name at least as like *name* as *level*, in that part or in either."""
        if part is None:
            return (self.share(name, Part.GIVEN, level) + self.share(name, Part.SURNAME, level)) / 2
        counts, total = self._counts[part], self._totals[part]
        if not total:
            return 0.0
        if level is Likeness.SAME:
            return counts[name] / total
        return sum(counts[near] for near, like in self.near(name).items() if like <= level) / total

    def _knows(self, name: str) -> bool:
        return any(name in counts for counts in self._counts)

    def _compare(self, name: str) -> dict[str, Likeness]:
        met = set(self._met(name))
        compared = {other: likeness(name, other) for other in met}
        return {other: like for other, like in compared.items() if like is not Likeness.OTHER}

    def _met(self, name: str) -> Iterator[str]:
        for key in lookup_keys(name):
            held = self._keys.get(key)
            if isinstance(held, str):
                yield held
            elif held:
                yield from held
