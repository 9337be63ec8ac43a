"""Folding: how names are compared, so that ode, oed and øde all find Ødegård."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

# Each letter that Unicode does not take apart, and what people type for it.
_ONE = str.maketrans({"å": "a", "ø": "o", "æ": "ae", "ı": "i", "đ": "d", "ł": "l", "ß": "ss", "þ": "th", "ð": "d"})
_SORTED_AS = str.maketrans("äöü", "æøy")
_LAST = str.maketrans("æøå", "{|}")
_TWO = str.maketrans({"å": "aa", "ø": "oe", "ö": "oe", "ä": "ae"})


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return " ".join("".join(char for char in apart if not unicodedata.combining(char)).split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """*text* without case, accents and doubled spaces; Danish letters as one plain letter."""
    return _plain(text.casefold().translate(_ONE))


@lru_cache(maxsize=65536)
def folded_forms(text: str) -> tuple[str, ...]:
    """The ways *text* may be typed on a keyboard without its letters."""
    low = unicodedata.normalize("NFC", text.casefold())
    forms = (fold(low), _plain(low.translate(_TWO).translate(_ONE)), fold(low.replace("aa", "å").replace("oe", "ø")))
    return tuple(dict.fromkeys(forms))


def matches(query: str, text: str) -> bool:
    """Whether every word of *query* begins a word of *text*, however either is spelled."""
    words = [word for form in folded_forms(text) for word in form.split()]
    return all(any(_begin(pieces, words) for pieces in forms) for forms in beginnings(query))


def beginnings(query: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """What `matches` asks for: of every word of *query* its forms, each as the pieces that must begin a word."""
    return tuple(tuple(tuple(form.split()) for form in folded_forms(part)) for part in query.split())


def _begin(pieces: Iterable[str], words: Sequence[str]) -> bool:
    """Whether each of *pieces* begins one of *words* (a sign like ´ falls apart into two pieces when folded)."""
    return all(any(word.startswith(piece) for word in words) for piece in pieces)


def sort_key(text: str) -> tuple[str, str]:
    """A key that sorts as Danish does: æ, ø, å last, and aa as å."""
    low = unicodedata.normalize("NFC", text.casefold()).replace("aa", "å")
    placed = low.translate(_SORTED_AS)
    order = "".join(char if char in "æøå" else _plain(char) if not char.isspace() else char for char in placed)
    return order.translate(_LAST), text
