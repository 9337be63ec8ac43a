"""The watch over free text: what in it may identify somebody, and what somebody had a reason to keep."""

import hashlib
import json
from datetime import date
from threading import Lock

from nsk_desktop.domain.folding import fold
from nsk_desktop.domain.text_guard import Finding, Spot, TextGuard
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.change import Done
from nsk_desktop.store.queries import evaluation as queries

_KEPT = "kept_words"
_NAMED_KINDS = frozenset({"participant"})


class TextWatch:
    """Knows the names of the participants as they are now. Made once per open store."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._guard: TextGuard | None = None
        desk.listen(self._note)

    def prepare(self) -> None:
        """Read the names, which takes a moment with very many participants."""
        self._current()

    def spots(self, text: str, *, allowed: frozenset[Finding] = frozenset(), place: str = "") -> list[Spot]:
        """What in *text* may identify somebody, except what is *allowed* there or was kept at *place* for a reason."""
        if not text.strip():
            return []
        found = [spot for spot in self._current().spots(text) if spot.finding not in allowed]
        if not found:
            return []
        kept = self._kept()
        return [spot for spot in found if _mark(place, text[spot.start : spot.end]) not in kept]

    def keep(self, text: str, spots: list[Spot], reason: str, *, place: str, today: date) -> None:
        """Remember why these words stay at *place* (a record and its field). The words themselves are not kept."""
        kept = self._kept()
        for spot in spots:
            kept[_mark(place, text[spot.start : spot.end])] = {"reason": reason, "on": today.isoformat()}
        self._desk.store.set_fact(_KEPT, json.dumps(kept, ensure_ascii=False, sort_keys=True))

    def reasons(self) -> list[tuple[str, str]]:
        """Every reason that was given, with its day: for whoever is answerable for the data."""
        return sorted((str(each["on"]), str(each["reason"])) for each in self._kept().values())

    def _current(self) -> TextGuard:
        with self._lock:
            if self._guard is None:
                with self._desk.store.read() as read:
                    self._guard = TextGuard(queries.participant_names(read))
            return self._guard

    def _kept(self) -> dict[str, dict[str, str]]:
        return dict(json.loads(self._desk.store.fact(_KEPT) or "{}"))

    def _note(self, done: Done) -> None:
        if done.kinds & _NAMED_KINDS:
            self._guard = None


def _mark(place: str, words: str) -> str:
    """What is remembered instead of the words."""
    return hashlib.sha256(f"{place}\n{fold(words)}".encode()).hexdigest()[:32]
