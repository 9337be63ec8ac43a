"""What a table is guessed to be: which row holds the headings, and what each column says, with how sure that is."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date

from nsk_desktop.domain.day_words import WEEKDAY_NUMBERS
from nsk_desktop.exchange.fill_in_cells import Value, is_blank
from nsk_desktop.exchange.list_cells import is_mark, looks_like_day, written
from nsk_desktop.exchange.list_reading import ListFile, ListTable
from nsk_desktop.exchange.list_words import GENDER_WORDS, HEADINGS, Meaning, is_never_read, is_total, word_of

_LOOKED_AT = 40
"""Rows above the list and rows of it that a guess looks at."""
_SURE, LIKELY, _BY_CONTENT = 0.95, 0.75, 0.6
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_DAY_LIKE = re.compile(
    rf"(?:(?:{'|'.join(WEEKDAY_NUMBERS)})\.?,? (?:d(?:en|\.) )?)?\d{{1,2}} ?[./-] ?\d{{1,2}}\b|(?:uge|week)\.? ?\d",
    re.I,
)
_COUNTS = frozenset({Meaning.COUNT, Meaning.WOMEN, Meaning.MEN})
_NAMES = frozenset({Meaning.NAME, Meaning.GIVEN})
_GENERIC = re.compile(r"(?:ark|sheet|tabelle|fane)\s*\d*", re.I)


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column says, and how sure that is: 1 is what somebody said the last time."""

    meaning: Meaning
    certainty: float = 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is read. *header* 0 means that it has no headings."""

    header: int
    columns: tuple[Guess, ...]
    year: int | None = None
    """The year of days that do not say theirs, when the table says one."""
    title: str = ""
    repeat_day: bool = False
    """Whether an empty date means the one above."""

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        return tuple(guess.meaning for guess in self.columns)


def likeliest_table(file: ListFile, today: date) -> int:
    """The place of the table that most looks like a list of attendance."""
    return max(range(len(file.tables)), key=lambda place: (_likelihood(file.tables[place], today), -place))


def _likelihood(table: ListTable, today: date) -> float:
    layout = guess_layout(table, today)
    meanings = set(layout.meanings)
    who = bool(meanings & (_NAMES | _COUNTS))
    when = bool(meanings & {Meaning.DAY, Meaning.MARK})
    sure = sum(guess.certainty for guess in layout.columns)
    return (4 * who + 4 * when + min(sure, 4) + min(len(table.rows), 50) / 50) * (0.5 if table.hidden else 1)


def guess_layout(table: ListTable, today: date, header: int | None = None) -> Layout:
    """What *table* is guessed to be; *header* is the row of the headings when somebody has said it."""
    header = guess_header(table, today) if header is None else header
    columns = _unique([_column(table, number, header, today) for number in range(1, table.width + 1)])
    if any(guess.meaning is Meaning.MARK for guess in columns):
        columns = [_slip(guess, cell) for guess, cell in zip(columns, table.row(header), strict=True)]
    if not any(guess.meaning in _NAMES | _COUNTS for guess in columns):
        columns = _with_names(table, header, columns)
    above = [written(cell) for row in table.rows[: max(header - 1, 0)] for cell in row if not is_blank(cell)]
    year = _year([*above, table.name])
    return Layout(
        header, tuple(columns), year, _title(above, table.name, columns), _days_repeat(table, header, columns)
    )


def _slip(guess: Guess, cell: Value) -> Guess:
    """A heading like 4/13 or Wed 18/3 (a Tuesday) among days is meant as one: it is told of, and not passed over."""
    meant = guess.certainty <= _BY_CONTENT and isinstance(cell, str) and _DAY_LIKE.match(cell.strip())
    return Guess(Meaning.MARK, _BY_CONTENT) if meant else guess


def guess_header(table: ListTable, today: date) -> int:
    """The row of the headings, 0 when there seems to be none."""
    scores = [_header_score(row, today) for row in table.rows[:_LOOKED_AT]]
    best = max(scores, default=0.0)
    return scores.index(best) + 1 if best >= 1 else 0


def _header_score(row: tuple[Value, ...], today: date) -> float:
    """Headings in it count most; days make headings only where several stand side by side."""
    words = sum(_meant(cell)[0] is not Meaning.NOTHING or _never(cell) for cell in row if isinstance(cell, str))
    days = sum(looks_like_day(cell, today) for cell in row)
    filled = sum(not is_blank(cell) for cell in row)
    # A title in a merged cell is alone in its row; a sentence holds one word by chance.
    if filled < 2 or (words + days) * 3 < filled:
        return 0.0
    return words + (days if days > 1 else 0.0)


def _never(cell: Value) -> bool:
    return isinstance(cell, str) and is_never_read(cell)


def _meant(cell: Value) -> tuple[Meaning, float]:
    """What a heading means, by its words."""
    if not isinstance(cell, str) or is_blank(cell) or _never(cell):
        return Meaning.NOTHING, 0.0
    word = word_of(cell)
    if word in HEADINGS:
        return HEADINGS[word], _SURE
    if len(word) > 40:
        return Meaning.NOTHING, 0.0
    within = [known for known in HEADINGS if len(known) > 3 and re.search(rf"\b{re.escape(known)}\b", word)]
    return (HEADINGS[max(within, key=len)], LIKELY) if within else (Meaning.NOTHING, 0.0)


def _column(table: ListTable, number: int, header: int, today: date) -> Guess:
    heading = table.row(header)[number - 1] if header else ""
    cells = [row[number - 1] for row in table.rows[header : header + _LOOKED_AT] if not is_blank(row[number - 1])]
    if header and looks_like_day(heading, today):
        return Guess(Meaning.MARK, _SURE if not cells or any(map(is_mark, cells)) else _BY_CONTENT)
    if _never(heading):
        return Guess(Meaning.NOTHING, _SURE)
    meaning, certainty = _meant(heading)
    if meaning is not Meaning.NOTHING:
        return Guess(_by_cells(meaning, cells), certainty)
    return _by_content(cells, today, headless=not header)


def _by_cells(meaning: Meaning, cells: list[Value]) -> Meaning:
    """A heading that is used for two things, told apart by what stands under it."""
    numbers = sum(_is_whole(cell) for cell in cells)
    if meaning is Meaning.NAME and cells and numbers == len(cells):
        return Meaning.COUNT
    if meaning is Meaning.PRESENCE and any(_is_whole(cell) and int(float(str(cell))) > 1 for cell in cells):
        return Meaning.COUNT
    if meaning is Meaning.AGE and cells and numbers * 2 < len(cells) and any("-" in written(cell) for cell in cells):
        return Meaning.AGE_BAND
    if meaning in (Meaning.AGE, Meaning.BIRTH_YEAR) and numbers:
        years = sum(_is_whole(cell) and float(str(cell)) > 1900 for cell in cells)
        return Meaning.BIRTH_YEAR if years * 2 > numbers else Meaning.AGE
    return meaning


def _by_content(cells: list[Value], today: date, *, headless: bool) -> Guess:
    if not cells:
        return Guess(Meaning.NOTHING)
    share = {
        Meaning.DAY: sum(looks_like_day(cell, today) for cell in cells),
        Meaning.GENDER: sum(word_of(written(cell)) in GENDER_WORDS for cell in cells),
        Meaning.PRESENCE: sum(is_mark(cell) for cell in cells),
        Meaning.BIRTH_YEAR: sum(_is_whole(cell) and 1900 <= float(str(cell)) <= today.year for cell in cells),
    }
    for meaning, found in share.items():
        if found * 10 >= len(cells) * 8 and (meaning is not Meaning.PRESENCE or headless):
            return Guess(meaning, _BY_CONTENT)
    return Guess(Meaning.NOTHING)


def _with_names(table: ListTable, header: int, columns: list[Guess]) -> list[Guess]:
    """The first column of words that nothing is known of holds the names, where a list has no heading for them."""
    for number, guess in enumerate(columns):
        cells = [row[number] for row in table.rows[header : header + _LOOKED_AT] if not is_blank(row[number])]
        words = [
            cell for cell in cells if isinstance(cell, str) and not is_total(cell) and re.search("[^\\W\\d]", cell)
        ]
        if guess.meaning is Meaning.NOTHING and guess.certainty == 0 and words and len(words) * 10 >= len(cells) * 7:
            return [*columns[:number], Guess(Meaning.NAME, _BY_CONTENT), *columns[number + 1 :]]
    return columns


def _unique(columns: list[Guess]) -> list[Guess]:
    """Only one column says each thing, the one that is surest; many may hold marks."""
    best: dict[Meaning, int] = {}
    for place, guess in enumerate(columns):
        known = best.get(guess.meaning)
        if known is None or guess.certainty > columns[known].certainty:
            best[guess.meaning] = place
    free = (Meaning.NOTHING, Meaning.MARK)
    kept = [
        guess if guess.meaning in free or best[guess.meaning] == place else Guess(Meaning.NOTHING)
        for place, guess in enumerate(columns)
    ]
    if any(guess.meaning is Meaning.MARK for guess in kept):
        # Days stand over the columns: a sum beside them counts nobody anew.
        gone = (*_COUNTS, Meaning.DAY, Meaning.PRESENCE)
        kept = [Guess(Meaning.NOTHING, guess.certainty) if guess.meaning in gone else guess for guess in kept]
    if any(guess.meaning is Meaning.SURNAME for guess in kept) and not any(g.meaning is Meaning.GIVEN for g in kept):
        kept = [replace(guess, meaning=Meaning.GIVEN) if guess.meaning is Meaning.NAME else guess for guess in kept]
    return kept


def _days_repeat(table: ListTable, header: int, columns: list[Guess]) -> bool:
    """Whether the date is written only where it changes."""
    place = next((number for number, guess in enumerate(columns) if guess.meaning is Meaning.DAY), None)
    who = next((number for number, guess in enumerate(columns) if guess.meaning in _NAMES), None)
    if place is None or who is None:
        return False
    named = [row[place] for row in table.rows[header:] if not is_blank(row[who])]
    blank = sum(map(is_blank, named))
    return len(named) > 2 and blank * 3 >= len(named) and not is_blank(named[0])


def _year(texts: list[str]) -> int | None:
    """The only year that the words above the list name."""
    years = {int(found) for text in texts for found in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _title(above: list[str], sheet: str, columns: list[Guess]) -> str:
    """What the list itself is called; nothing of its file's name, which anybody may change."""
    if any(guess.meaning is Meaning.TITLE for guess in columns):
        return ""
    for text in [*above, sheet]:
        plain = re.sub(r"(?i)\b(fremm[øo]de(liste)?|deltagerliste|liste|for[aå]r|efter[aå]r|20\d\d)\b", " ", text)
        plain = " ".join(plain.split()).strip(" -–:,.;()")
        if len(plain) > 2 and not _GENERIC.fullmatch(plain):
            return plain[:1].upper() + plain[1:]
    return ""


def _is_whole(cell: Value) -> bool:
    if isinstance(cell, bool):
        return False
    return (isinstance(cell, int | float) and cell == int(cell)) or (isinstance(cell, str) and cell.strip().isdigit())


def heading_key(table: ListTable, header: int, today: date) -> str:
    """What a choice of columns is remembered by: the headings, without the days among them and what stands under."""
    words = [word_of(written(cell)) for cell in table.row(header) if not looks_like_day(cell, today)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]


def remembered(layout: Layout, table: ListTable, known: list[str], today: date) -> Layout:
    """*layout* with what somebody said of the same headings before; columns under days stay as guessed."""
    said = iter(known)
    columns = []
    for cell, guess in zip(table.row(layout.header), layout.columns, strict=True):
        meaning = next(said, None) if not looks_like_day(cell, today) else None
        columns.append(Guess(Meaning(meaning), 1.0) if meaning in tuple(Meaning) else guess)
    return replace(layout, columns=tuple(columns))


def to_remember(table: ListTable, header: int, meanings: tuple[Meaning, ...], today: date) -> list[str]:
    """What is kept of a choice of columns: the meanings of those that no day stands over."""
    return [
        meaning.value
        for cell, meaning in zip(table.row(header), meanings, strict=True)
        if not looks_like_day(cell, today)
    ]
