"""An index of words kept in memory: which labels hold a word, a word's beginning, or a piece of one.

Labels are numbered as they come; of two that fit equally well the one that came later is shown first. A label that
is changed comes anew and its old number is dead. Nothing here knows what a label is of.
"""

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nlargest

Ways = tuple[tuple[str, ...], ...]
"""How one word of a question may be met: by any of the ways, and of a way by all its pieces."""

HIDDEN = "\x01"
"""Begins a word that nobody can type, such as the day of a meeting."""
_LAST = "\U0010ffff"
_Postings = dict[str, "array[int]"]
_Words = Callable[[str], Iterable[str]]


class WordIndex:
    """Labels by their words."""

    def __init__(self) -> None:
        self._anywhere, self._first = _Column(), _Column()
        self._lengths = bytearray()

    def __len__(self) -> int:
        """How many labels ever came, the dead ones too."""
        return len(self._lengths)

    def add(self, words: Iterable[str], first: str, length: int) -> int:
        """A label with these *words*, in every way they are typed; it begins with *first* and is *length* long."""
        number = len(self._lengths)
        self._lengths.append(min(max(length, 1), 255))
        for word in words:
            self._anywhere.add(word, number)
        self._first.add(first, number)
        return number

    def drop(self, number: int) -> None:
        """A label is no longer there."""
        self._lengths[number] = 0

    def lives(self, number: int) -> bool:
        """Whether a label is still there."""
        return bool(self._lengths[number])

    def find(self, questions: Sequence[Sequence[Ways]], limit: int) -> list[int]:
        """The labels that meet every part of a question: the whole label first, then its first word, then any word.

        The questions are tried in turn while there is room; pieces of words only when nothing else is left.
        """
        found: dict[int, None] = {}
        for numbers in self._by_fit([parts for parts in questions if parts], limit):
            found |= dict.fromkeys(numbers)
            if len(found) >= limit:
                break
        return list(found)[:limit]

    def _by_fit(self, questions: Sequence[Sequence[Ways]], limit: int) -> Iterator[list[int]]:
        anywhere, first, lengths = self._anywhere, self._first, self._lengths
        for parts in questions:
            whole = self._meeting(parts, anywhere.the_word)
            yield self._newest((number for number in whole if lengths[number] == len(parts)), limit)
            if _is_simple(parts):
                # The newest of all are among the newest of each word: nothing has to be put together.
                for words in (first.the_word, first.beginning):
                    yield self._newest(first.newest(parts[0], words, limit, lengths), limit)
                yield self._newest(anywhere.newest(parts[0], anywhere.beginning, limit, lengths), limit)
            else:
                met = self._meeting(parts, anywhere.beginning)
                yield self._newest(set().union(*(first.either(ways, first.beginning, met) for ways in parts)), limit)
                yield self._newest(met, limit)
        for parts in questions:
            if all(len(piece) > 1 for ways in parts for way in ways for piece in way):
                if _is_simple(parts):
                    yield self._newest(anywhere.newest(parts[0], anywhere.holding, limit, lengths), limit)
                else:
                    yield self._newest(self._meeting(parts, anywhere.holding), limit)

    def _newest(self, numbers: Iterable[int], limit: int) -> list[int]:
        lengths = self._lengths
        return nlargest(limit, (number for number in numbers if lengths[number]))

    def _meeting(self, parts: Sequence[Ways], words: _Words) -> set[int]:
        """Who meets every part, beginning with the one that is met most rarely."""
        found: set[int] | None = None
        for ways in sorted(parts, key=lambda ways: self._anywhere.frequency(ways, words)):
            found = self._anywhere.either(ways, words, found)
            if not found:
                break
        return found or set()


def _is_simple(parts: Sequence[Ways]) -> bool:
    """Whether a question is one word, however it is spelled."""
    return len(parts) == 1 and all(len(way) == 1 for way in parts[0])


class _Column:
    """Words in order, and by each word the numbers of the labels that hold it."""

    def __init__(self) -> None:
        self._postings: _Postings = {}
        self._order: list[str] = []
        self._sorted = True
        self._text = ""

    def add(self, word: str, number: int) -> None:
        held = self._postings.get(word)
        if held is None:
            self._postings[word] = array("I", (number,))
            if self._sorted and self._order:
                insort(self._order, word)
            else:
                self._order.append(word)
                self._sorted = False
            self._text = ""
        elif held[-1] != number:
            held.append(number)

    # which words are meant

    def the_word(self, piece: str) -> Iterable[str]:
        return (piece,) if piece in self._postings else ()

    def beginning(self, piece: str) -> Sequence[str]:
        if not self._sorted:
            self._order.sort()
            self._sorted = True
        first, last = bisect_left(self._order, piece), bisect_left(self._order, piece + _LAST)
        return self._order[first:last]

    def holding(self, piece: str) -> Iterator[str]:
        if not self._text:
            self._text = "\n".join(("", *(word for word in self._postings if not word.startswith(HIDDEN)), ""))
        text = self._text
        if piece.startswith(HIDDEN):
            yield from self.beginning(piece)
        at = text.find(piece)
        while at >= 0:
            end = text.index("\n", at)
            yield text[text.rindex("\n", 0, at + 1) + 1 : end]
            at = text.find(piece, end)

    # which labels hold them

    def frequency(self, ways: Ways, words: _Words) -> int:
        """How often a part is met, at most."""
        return sum(min(sum(len(self._postings[word]) for word in words(piece)) for piece in way) for way in ways)

    def either(self, ways: Ways, words: _Words, among: set[int] | None) -> set[int]:
        """Who meets the part in any way; with *among*, only those."""
        found: set[int] = set()
        for way in ways:
            meeting = among
            for piece in way:
                held = [self._postings[word] for word in words(piece)]
                if meeting is None:
                    meeting = set().union(*held)
                else:
                    known = meeting
                    meeting = set().union(*(known.intersection(numbers) for numbers in held))
            found |= meeting or set()
        return found

    def newest(self, ways: Ways, words: _Words, limit: int, alive: bytearray) -> set[int]:
        """The newest of every word that a part of one piece may mean."""
        found: set[int] = set()
        for (piece,) in ways:
            for word in words(piece):
                held = self._postings[word]
                live = [number for number in held[-limit:] if alive[number]]
                if len(live) < limit < len(held):
                    live = [number for number in held if alive[number]][-limit:]
                found.update(live)
        return found
