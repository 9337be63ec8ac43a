"""Ids in order, for lists of any length: the first of them at once, all of them when somebody looks further."""

from collections.abc import Callable, Sequence
from typing import overload

HEAD = 1000


class LongList(Sequence[str]):
    """So many ids, of which only the head has been read. The rest is read when it is asked for.

    Where a single id stands is asked of the store, which counts those before it: one that is chosen far down the list
    stays chosen without the list being read to there.
    """

    def __init__(
        self,
        head: Sequence[str],
        number: int,
        read_all: Callable[[], Sequence[str]],
        find_place: Callable[[str], int | None],
    ) -> None:
        self._known = head
        self._number = number
        self._read_all = read_all
        self._find_place = find_place
        self._found: dict[int, str] = {}
        self._whole = len(head) >= number

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...

    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if not isinstance(place, slice) and place in self._found:
            return self._found[place]
        last = range(len(self))[place][-1:] if isinstance(place, slice) else range(place, place + 1)
        if last and not 0 <= last[0] < len(self._known):
            self._read()
        return self._known[place]

    def index(self, value: str, start: int = 0, stop: int | None = None) -> int:
        """The place of an id. Raises `ValueError` when it is not here."""
        if not self._whole and value not in self._known:
            place = self._find_place(value)
            if place is None:
                raise ValueError(value)
            self._found[place] = value
            return place
        return self._known.index(value, start, len(self._known) if stop is None else stop)

    def found(self, place: int) -> str | None:
        """The id at *place* when nothing but that is known there."""
        return None if self._whole or place < len(self._known) else self._found.get(place)

    def _read(self) -> None:
        if not self._whole:
            self._known, self._whole = self._read_all(), True
            self._number = len(self._known)
            self._found.clear()
