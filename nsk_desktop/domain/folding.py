"""Folding: how names are compared, so that ode, oed and øde all find Ødegård."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

# Each letter that Unicode does not take apart, and what people type for it.
_LETTERS = {"å": "a", "ø": "o", "æ": "ae", "ı": "i", "đ": "d", "ł": "l", "ß": "ss", "þ": "th", "ð": "d", "œ": "oe"}
# Arabic letters that are written in several ways, and the line that only stretches a word (tatweel).
_ARABIC = {"ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": ""}
# One hyphen and one apostrophe for all of them; signs that cannot be seen are no part of a name.
_SIGNS = (
    dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("’‘ʼʻ´`′", "'")
    | dict.fromkeys("\xad\u200b\u200c\u200d\u200e\u200f", "")
)
_ONE = str.maketrans(_LETTERS | _ARABIC | _SIGNS)
_SORTED_AS = str.maketrans("äöü", "æøy")
_LAST = str.maketrans("æøå", "{|}")
_TWO = str.maketrans({"å": "aa", "ø": "oe", "ö": "oe", "ä": "ae", "ü": "ue", "đ": "dj"})
_APART = str.maketrans("-'", "  ")
_TOGETHER = str.maketrans("", "", "-'")


def _plain(text: str) -> str:
    if text.isascii():
        return " ".join(text.split())
    apart = unicodedata.normalize("NFKD", text)
    return " ".join("".join(char for char in apart if not unicodedata.combining(char)).split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """*text* without case, accents and doubled spaces; Danish letters as one plain letter."""
    return _plain(text.casefold().translate(_ONE))


@lru_cache(maxsize=65536)
def spellings(text: str) -> tuple[str, ...]:
    """*text* as it may be typed without its letters, and Al-Hassan also as two words or as one."""
    low = unicodedata.normalize("NFC", text.casefold())
    return _parted((fold(low), _plain(low.translate(_TWO).translate(_ONE))))


@lru_cache(maxsize=65536)
def folded_forms(text: str) -> tuple[str, ...]:
    """Every way *text* may be typed: also where aa and oe stand for å and ø, in one place and not in another."""
    low = unicodedata.normalize("NFC", text.casefold())
    mixed = _parted((fold(low.replace("aa", "å").replace("oe", "ø")),))
    return tuple(dict.fromkeys((*spellings(text), *mixed)))


def _parted(forms: Iterable[str]) -> tuple[str, ...]:
    """*forms*, and each of them with its hyphens and apostrophes as spaces and as nothing."""
    forms = tuple(forms)
    parted = [" ".join(form.translate(way).split()) for form in forms for way in (_APART, _TOGETHER)]
    return tuple(dict.fromkeys((*forms, *parted)))


_FEWEST = 3
"""Letters of a piece that is looked for in the midst of words: fewer stand in too many."""


def matches(query: str, text: str) -> bool:
    """Whether every word of *query* begins a word of *text*, however either is spelled."""
    words = [word for form in folded_forms(text) for word in form.split()]
    return all(any(_begin(pieces, words) for pieces in forms) for forms in beginnings(query))


def stands_in(query: str, text: str) -> bool:
    """Whether every word of *query* stands somewhere in a word of *text*: the school in Lærkeskolen."""
    words = [word for form in folded_forms(text) for word in form.split()]
    return all(
        any(all(len(piece) >= _FEWEST and any(piece in word for word in words) for piece in pieces) for pieces in forms)
        for forms in beginnings(query)
    )


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
