"""What somebody types to find something: words in every way of typing them, and the days of meetings."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from nsk_desktop.domain.day_words import MONTH_NUMBERS, NAMED_DAYS, WEEKDAY_NUMBERS
from nsk_desktop.domain.folding import folded_forms, spellings
from nsk_desktop.domain.word_index import HIDDEN, Ways

_Forms = Callable[[str], tuple[str, ...]]
_LONGEST_DAY = 4
"""No day is typed in more words than this."""
_FEWEST_LETTERS = 4
"""A shorter word is the beginning of too many names to be meant as a month or a weekday."""

_BETWEEN = r"(?: ?[./-] ?| )"
_NUMBERS = re.compile(rf"(\d\d?) ?[./-] ?(\d\d?)(?:{_BETWEEN}(\d{{4}}|\d\d))?\.?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)", re.ASCII)
_DAY_MONTH = re.compile(r"(\d\d?)\.? ?([a-zæøå]+)\.?(?: (\d{4}))?", re.ASCII)
_MONTH_DAY = re.compile(r"([a-zæøå]+)\.? (\d\d?)(?:,? (\d{4}))?", re.ASCII)
_WEEK = re.compile(r"(?:uge|week)\.? ?(\d\d?)(?: ?[,/-]? ?(\d{4}))?", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


def questions(text: str, today: date) -> list[list[Ways]]:
    """What *text* asks for, the likeliest meaning first: its words as they are typed (oed is not od), its words in any
    spelling, and all of them run together."""
    typed = text.replace(HIDDEN, " ").casefold().split()
    asked = [list(_parts(typed, today, forms)) for forms in (spellings, folded_forms)]
    if asked[1] == asked[0]:
        del asked[1]
    if len(typed) > 1 and not any(char.isdigit() for char in text):
        asked.append([_ways("".join(typed), forms=folded_forms)])
    return [[ways for ways in parts if ways] for parts in asked]


def words_of(*texts: str) -> list[str]:
    """Every word of *texts* in every way it may be typed."""
    return list(dict.fromkeys(word for text in texts for form in folded_forms(text) for word in form.split()))


def length_of(text: str) -> int:
    """How many words somebody types who types all of *text*."""
    return len(text.replace("-", " ").split())


def day_words(day: date) -> list[str]:
    """The words that a day is found by: month and day, year, week, and weekday. Nobody can type them."""
    week = day.isocalendar().week
    return [
        _month_day(day.month, day.day),
        f"{HIDDEN}y{day.year}",
        f"{HIDDEN}w{week:02}",
        f"{HIDDEN}d{day.isoweekday()}",
    ]


def _parts(typed: list[str], today: date, forms: _Forms) -> Iterator[Ways]:
    place = 0
    while place < len(typed):
        for length in range(min(_LONGEST_DAY, len(typed) - place), 0, -1):
            run = typed[place : place + length]
            if day := _day(" ".join(run), today):
                # The words may also stand in a title: a meeting called “uge 10”.
                yield (*_ways(*run, forms=forms), day)
                break
        else:
            length = 1
            yield _ways(typed[place], forms=forms)
        place += length


def _ways(*words: str, forms: _Forms) -> Ways:
    """Every way of typing *words*, all of which have to be met."""
    if len(words) > 1:
        return (tuple(" ".join(forms(word)[0] for word in words).split()),)
    return tuple(way for way in (tuple(form.split()) for form in forms(words[0])) if way)


def _day(plain: str, today: date) -> tuple[str, ...] | None:
    if len(plain) > 1 and plain in NAMED_DAYS:
        return tuple(day_words(today + timedelta(days=NAMED_DAYS[plain]))[:2])
    if match := _WEEK.fullmatch(plain):
        return _with_year(f"{HIDDEN}w{int(match[1]):02}", match[2])
    if match := _NUMBERS.fullmatch(plain):
        return _in_year(int(match[2]), int(match[1]), match[3])
    if match := _YEAR_FIRST.fullmatch(plain):
        return _in_year(int(match[2]), int(match[3]), match[1])
    if (match := _DAY_MONTH.fullmatch(plain)) and match[2] in MONTH_NUMBERS:
        return _in_year(MONTH_NUMBERS[match[2]], int(match[1]), match[3])
    if (match := _MONTH_DAY.fullmatch(plain)) and match[1] in MONTH_NUMBERS:
        return _in_year(MONTH_NUMBERS[match[1]], int(match[2]), match[3])
    if _YEAR.fullmatch(plain):
        return (f"{HIDDEN}y{plain}",)
    return _named_part(plain.removesuffix("."))


def _named_part(word: str) -> tuple[str, ...] | None:
    if word in MONTH_NUMBERS and (len(word) >= _FEWEST_LETTERS or word in ("maj", "may")):
        return (f"{HIDDEN}m{MONTH_NUMBERS[word]:02}",)
    if word in WEEKDAY_NUMBERS and len(word) >= _FEWEST_LETTERS:
        return (f"{HIDDEN}d{WEEKDAY_NUMBERS[word]}",)
    return None


def _in_year(month: int, day: int, year: str | None) -> tuple[str, ...] | None:
    return _with_year(_month_day(month, day), year) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _with_year(word: str, year: str | None) -> tuple[str, ...]:
    return (word, f"{HIDDEN}y{year if len(year) == 4 else f'20{year}'}") if year else (word,)


def _month_day(month: int, day: int) -> str:
    # A month alone is the beginning of its days.
    return f"{HIDDEN}m{month:02}{day:02}"
