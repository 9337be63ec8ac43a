"""How alike two folded names are spelled. The one door to rapidfuzz."""

from enum import IntEnum
from functools import lru_cache

from nsk_desktop.domain.folding import fold

# Shorter names differ by one letter without any slip: Ali and Adi, Bo and Ib.
_SLIP_LENGTH = 4
_CLOSE_LENGTH = 5
_CLOSE = 0.88
_TWO_SLIPS = 0.8
_SAME_PART = 3
_GLUED = {"al", "el", "bin", "bint", "ibn", "abu", "abd", "van", "von", "de"}
# What is written in several ways when a name comes from another alphabet.
_SOUNDS = (
    *(("sch", "x"), ("sh", "x"), ("sj", "x"), ("ch", "x"), ("ph", "f"), ("kh", "k"), ("gh", "g"), ("dh", "d")),
    *(("th", "t"), ("ck", "k"), ("c", "k"), ("q", "k"), ("w", "v"), ("z", "s"), ("j", "y")),
)


class Likeness(IntEnum):
    """From the same spelling to another name altogether."""

    SAME = 0
    SLIP = 1
    """One letter differs or changed places, it sounds the same, or it is one of several names."""
    CLOSE = 2
    """Two slips, or a short form."""
    OTHER = 3


@lru_cache(maxsize=65536)
def plain_name(text: str) -> str:
    """*text* as names are compared: folded letters, words apart by one blank, and al-Hassan as one word."""
    letters = fold(text).replace("aa", "a").replace("oe", "o")
    words = "".join(char if char.isalnum() else " " for char in letters.replace("'", "").replace("’", "")).split()
    kept = ""
    for word in words:
        kept += word if word in _GLUED else word + " "
    return kept.strip()


@lru_cache(maxsize=65536)
def sound_of(name: str) -> str:
    """The first letter of a plain name and its consonants, however they are written: Yusuf and Yousef alike."""
    written = name.replace(" ", "")
    for letters, sound in _SOUNDS:
        written = written.replace(letters, sound)
    once = "".join(char for char, before in zip(written, " " + written, strict=False) if char != before)
    return once[:1] + "".join(char for char in once[1:] if char not in "aeiouyh")


def likeness(one: str, other: str) -> Likeness:
    """How alike two plain names are; the order does not matter."""
    if one == other:
        return Likeness.SAME
    from rapidfuzz.distance import OSA, JaroWinkler

    first, second = one.replace(" ", ""), other.replace(" ", "")
    longest, shortest = max(len(first), len(second)), min(len(first), len(second))
    if first == second:
        return Likeness.SAME
    slips = OSA.distance(first, second)
    sounding = shortest > 2 and slips * 2 < longest and sound_of(first) == sound_of(second)
    if (slips == 1 and longest >= _SLIP_LENGTH) or sounding or _share_part(one, other):
        return Likeness.SLIP
    near = JaroWinkler.similarity(first, second)
    if near >= _CLOSE or (slips == 2 and near >= _TWO_SLIPS and longest >= _CLOSE_LENGTH):
        return Likeness.CLOSE
    return Likeness.OTHER


def _share_part(one: str, other: str) -> bool:
    return (" " in one or " " in other) and any(len(part) >= _SAME_PART for part in {*one.split()} & {*other.split()})


@lru_cache(maxsize=64)
def lookup_keys(name: str) -> tuple[str, ...]:
    """Keys that a plain name shares with nearly every name that is like it."""
    glued = name.replace(" ", "")
    keys = {glued, "~" + sound_of(glued), *(glued[:place] + glued[place + 1 :] for place in range(len(glued)))}
    keys.update("=" + part for part in name.split() if len(part) >= _SAME_PART)
    if len(glued) >= _CLOSE_LENGTH:
        keys.add("^" + glued[:4])
    return tuple(keys)


def is_slip_of_year(one: int, other: int) -> bool:
    """Whether two years differ by one digit or by two digits that changed places."""
    first, second = f"{one:04}", f"{other:04}"
    different = [place for place in range(4) if first[place] != second[place]]
    if len(different) == 2:
        a, b = different
        return b == a + 1 and first[a] == second[b] and first[b] == second[a]
    return len(different) == 1
