"""The text guard: what may identify somebody in a text, and where in it that stands."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from nsk_desktop.domain.folding import folded_forms
from nsk_desktop.domain.personal_numbers import BLANK, DASH, personal_numbers
from nsk_desktop.i18n import N_, _

LONGEST_NAME = 10
"""Words in the longest name that is looked for."""
_LEAST_LETTERS = 3
# Letters with the marks that stand over or under them (Arabic vowels, accents), and signs that cannot be seen.
_WORD = re.compile(
    r"[\w\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\xad\u200b-\u200f]+"
)

_PHONE = re.compile(
    rf"(?<!\d)(?:(?:\+|00)[{BLANK}]?45[{BLANK}.{DASH}]?)?[2-9]\d(?:[{BLANK}./{DASH}]?\d\d){{3}}(?!\d)"
    rf"|(?<![\w+])(?:\+|00)[{BLANK}]?(?!45)[1-9]\d{{0,2}}(?:[{BLANK}.{DASH}()]{{0,2}}\d){{7,12}}(?!\d)"
)
# No word is looked back over for ever: in a pasted text a "word" may be thousands of characters long.
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w+")
# Danish streets end in one of these words; a few are words of their own ("Mimers Plads 4", "Ved Kæret 12").
_ENDING = (
    "vej|vejen|vejs|gade|gaden|alle|allé|alléen|plads|pladsen|stræde|strædet|vænge|vænget|park|parken|boulevard|toft"
    "|toften|have|haven|gård|gården|bakke|bakken|dal|dalen|eng|engen|mark|marken|bro|broen|kaj|kajen|torv|torvet|sti"
    "|stien|skov|skoven|høj|højen|krog|krogen|led|leddet|kæret|lunden|lund|ager|ageren|vang|vangen|gang|gangen"
)
# Estates and rows of houses that are no street by their ending, and begin with a capital: "Terrasserne 12", "Ruten 7".
_ESTATE = (
    "terrasse|terrassen|terrasser|terrasserne|husene|rækken|rækker|rækkerne|gavlen|blokken|blokkene|karréen|karreen"
    "|kollegiet|villaerne|ruten|ringen|holmen|hegnet|brinken|mosen|passagen|vængerne|gårdene|haverne|parkerne|buen"
    "|linien|linjen|svinget|runddelen|esplanaden|kolonien|volden|dammen|løkken|hjørnet|kløveren"
)
# What is counted after a number, or a time of day, is no house.
_UNIT = (
    r"(?! ?(?:kr|pct|%|gang|time|deltag|møde|uge|år|af|dag|måned|mdr|min|børn|kvinde|mænd|person|famil|unge|borger)"
    r"|[.:]\d\d(?!\d))"
)
_FLOOR = r"(?:\s{0,3},?\s{0,3}(?:st|kl|\d{1,2})\.?\s{0,3}(?:sal)?\s{0,3},?\s{0,3}(?:tv|th|mf|dør \d+)\.?)?"
_HOUSE = rf" (?:nr\.? ?)?\d{{1,3}} ?[a-zæøå]?\b{_UNIT}{_FLOOR}"
_NAMED = r"\b[A-ZÆØÅ]\w{1,40}(?: [A-ZÆØÅ]\w{1,40}){0,2}"
_DOOR = r"\s?,?\s?(?:st|kl|\d{1,2})\.?\s?(?:sal)?\s?,?\s?(?:tv|th|mf)\b"
_ADDRESSES = (
    re.compile(rf"\b[\w.]{{0,40}}(?:{_ENDING}){_HOUSE}", re.I),
    re.compile(rf"\b(?=[A-ZÆØÅ])[\w.]{{0,40}}(?i:{_ESTATE})(?i:{_HOUSE})"),
    # Any name with a number is a house where somebody is said to live, or where a floor and a door follow.
    re.compile(
        rf"(?:(?<=bor på )|(?<=bor i )|(?<=boede på )|(?<=boede i )|(?<=flyttet til )|(?<=flytter til )"
        rf"|(?<=adressen er )|(?<=adresse: )|(?<=bopæl: )){_NAMED}(?i:{_HOUSE})"
    ),
    re.compile(rf"{_NAMED} \d{{1,3}} ?[a-zA-Z]?{_DOOR}"),
)
# Whole words that are read as "hold 2 i haven" or "uge 12" elsewhere: a street of these alone begins with a capital.
_COMMON = re.compile(
    r"(?:have|haven|park|parken|gang|gangen|led|dal|dalen|eng|engen|mark|marken|bro|broen|skov|skoven|høj|ager|gård|gården)"
    r" \d",
)
_DATE = re.compile(r"20[234]\d(-?)[01]\d\1[0-3]\d|[0-3]\d([.-])[01]\d\2(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: its kind (a message id)."""

    kind: str

    @property
    def label(self) -> str:
        return _(self.kind)


PERSONAL_NUMBER = Finding(N_("a personal number"))
PHONE = Finding(N_("a phone number"))
EMAIL = Finding(N_("an e-mail address"))
ADDRESS = Finding(N_("an address"))
NAME = Finding(N_("the name of a participant"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text that may identify somebody: *start* and *end* count characters, as in a slice."""

    finding: Finding
    start: int
    end: int


class TextGuard:
    """Looks for personal numbers, phones, e-mails, addresses and the names it was given."""

    def __init__(self, names: Iterable[str] = (), *, longest: int = 0) -> None:
        called = list(names)
        folded = (" ".join(words) for name in called for words in _spellings(name))
        self._names = {name for name in folded if _has_letters(name)}
        self._short = {name.strip() for name in called if _is_short(name.strip())}
        words = max((len(name.split()) for name in self._names), default=0)
        self._longest = min(max(words, longest), LONGEST_NAME)
        self._first_words = {name.split()[0] for name in self._names}

    def findings(self, text: str) -> list[Finding]:
        """The kinds of things in *text* that may identify somebody, each once."""
        return list(dict.fromkeys(spot.finding for spot in self.spots(text)))

    def spots(self, text: str) -> list[Spot]:
        """Every place in *text* that may identify somebody, kind by kind; no place twice."""
        numbers = [Spot(PERSONAL_NUMBER, *span) for span in personal_numbers(text)]
        found = [*numbers]
        for finding, matches in (
            (PHONE, [m for m in _PHONE.finditer(text) if not _DATE.fullmatch(m[0])]),
            (EMAIL, list(_EMAIL.finditer(text))),
        ):
            found += [spot for m in matches if not _meets(spot := _spot(finding, m), numbers)]
        for pattern in _ADDRESSES:
            matches = [m for m in pattern.finditer(text) if not _COMMON.match(m[0])]
            found += [spot for m in matches if not _meets(spot := _spot(ADDRESS, m), found)]
        return found + self._named(text)

    def _named(self, text: str) -> list[Spot]:
        """The longest known names in *text*, from the left."""
        if not self._names and not self._short:
            return []
        words = list(_WORD.finditer(text))
        found: list[Spot] = []
        at = 0
        while at < len(words):
            longest = min(self._longest, len(words) - at) if self._may_begin(words[at][0]) else 0
            here = (n for n in range(longest, 0, -1))
            length = next((n for n in here if self._is_name(text[words[at].start() : words[at + n - 1].end()])), 0)
            if not length and self._is_short_name(text, words[at]):
                length = 1
            if length:
                found.append(Spot(NAME, words[at].start(), words[at + length - 1].end()))
            at += max(length, 1)
        return found

    def _may_begin(self, word: str) -> bool:
        return not self._first_words.isdisjoint(_begun(word))

    def _is_short_name(self, text: str, word: re.Match[str]) -> bool:
        """Whether a name of two letters stands here: exactly as it is written, and not where every word is capital.

        Such names are Danish words as well ("bo", "my", "vi"): what begins a sentence is taken for the word.
        """
        said = word[0] if word[0] in self._short else word[0].removesuffix("s")
        before = text[: word.start()].rstrip(" \t\"'(»”")
        alone = text.strip() == word[0]
        inside = bool(before) and before[-1] not in ".!?:;\n-–—•*"
        return said in self._short and (alone or inside) and not text[word.end() :].startswith("-")

    def _is_name(self, said: str) -> bool:
        spoken = [" ".join(words) for words in _spellings(said)]
        # Danish puts an s on whose it is: "Roses mor".
        return any(name in self._names or name.removesuffix("s") in self._names for name in spoken)


def guard_over(
    texts: Iterable[str], called: Iterable[Sequence[str]], progress: Callable[[], None] = lambda: None
) -> TextGuard:
    """A guard that finds in *texts* what one that knows everybody would, and keeps only the names it needs for that.

    *called* is what each person is called, part by part: each part is looked for, and all of them together.
    """
    words = {word for text in texts for word in _WORD.findall(text)}
    spoken = {begun for word in words for begun in _begun(word)}
    names: list[str] = []
    longest = 0
    for person in called:
        progress()
        parts = [part for part in person if part.strip()]
        spelled = [_spellings(part) for part in parts]
        if _has_letters("".join(parts)):
            longest = max(longest, sum(max((len(words) for words in ways), default=0) for ways in spelled))
        heard = [any(words[0] in spoken for words in ways if words) for ways in spelled]
        if any(heard):
            names += [*parts, " ".join(parts)]
    return TextGuard(names, longest=longest)


def without(text: str, spots: Iterable[Spot]) -> str:
    """*text* with the places in *spots* taken out and the gap closed."""
    for spot in sorted(spots, key=lambda spot: -spot.start):
        before, after = text[: spot.start], text[spot.end :]
        if before.endswith(" ") and (not after or after[0] in " .,;:!?)\n"):
            before = before[:-1]
        text = before + after
    return text.strip()


def _spot(finding: Finding, match: re.Match[str]) -> Spot:
    return Spot(finding, *match.span())


def _meets(spot: Spot, others: Iterable[Spot]) -> bool:
    return any(spot.start < other.end and other.start < spot.end for other in others)


def _spellings(text: str) -> list[list[str]]:
    """The words of *text* in each way that they may be typed: Åse is also Aase and Ase."""
    return [_WORD.findall(form) for form in folded_forms(text)]


def _begun(word: str) -> set[str]:
    """What a name may begin with where *word* stands; Danish puts an s on whose something is."""
    begun = {words[0] for words in _spellings(word) if words}
    return begun | {each.removesuffix("s") for each in begun}


def _has_letters(name: str) -> bool:
    return sum(char.isalpha() for char in name) >= _LEAST_LETTERS


def _is_short(name: str) -> bool:
    """Whether *name* has two letters, the first of them a capital: fewer say nothing."""
    return len(name) == _LEAST_LETTERS - 1 and name.isalpha() and name[0].isupper()
