"""A text with columns (CSV) as rows of cells, whatever its letters and whatever stands between its columns."""

import codecs
import csv
import io
from collections import Counter, deque
from pathlib import Path

from nsk_desktop.errors.lists import ListNotReadable, ListTooBig
from nsk_desktop.exchange.fill_in_cells import Value

LARGEST = 20 << 20
MOST_ROWS = 200_000
_LONGEST_CELL = 20_000
_BETWEEN = (";", "\t", ",", "|")
_SAMPLE = 60
_OLD = ("cp1252", "cp850", "mac_roman")
"""What Danish Excel writes, and what it wrote: of two that fit equally well it is the first."""
_USUAL = "\xa0§°´·–—‘’“”…•€«»½²×"
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_text_table(path: Path, most_columns: int) -> list[list[Value]]:
    """The rows of a text file. Raises a FileRefused for what is no text, or is too much of it."""
    if path.stat().st_size > LARGEST:
        raise ListTooBig(path.name)
    lines = _decoded(path).replace("\r\n", "\n").replace("\r", "\n")
    between, lines = _told(lines)
    rows: list[list[Value]] = []
    between = between or _likeliest(lines)
    try:
        # With no sign that quotes, a quotation mark is a letter like any other.
        quote = None if _is_left_open(lines, between) else '"'
        for row in csv.reader(io.StringIO(lines, newline=""), delimiter=between, quotechar=quote):
            if len(rows) >= MOST_ROWS or len(row) > most_columns:
                raise ListTooBig(path.name)
            rows.append([cell.strip()[:_LONGEST_CELL] for cell in row])
    except csv.Error as error:
        raise ListNotReadable(path.name) from error
    return rows


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    for mark, name in _WIDE:
        if data.startswith(mark):
            return _text(path, data, name)
    if b"\0" in data:
        raise ListNotReadable(path.name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        newest, *older = (data.decode(name, errors="replace") for name in _OLD)
        # Only what reads strangely so may have been written by another program: any bytes are letters in all of them.
        return max((newest, *older), key=_danish) if _strange(newest) else newest


def _danish(text: str) -> tuple[int, int]:
    return -_strange(text), sum(letter in "æøåÆØÅéüöä" for letter in text)


def _strange(text: str) -> int:
    """How many signs stand in *text* that stand in no list of names."""
    return sum((letter > "\x7f" and letter not in _USUAL and not letter.isalpha()) or letter in "Œœ" for letter in text)


def _text(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ListNotReadable(path.name) from error


def _is_left_open(lines: str, between: str) -> bool:
    """Whether a quotation mark is never closed: then it is only a sign, and must not swallow the rows after it."""
    end = "\x03"
    rows = csv.reader(io.StringIO(f"{lines}\n{end}", newline=""), delimiter=between)
    return deque(rows, maxlen=1) != deque([[end]])


def _told(lines: str) -> tuple[str, str]:
    """What a first line ``sep=;`` says, as Excel writes it, and the text after it."""
    first, _end, rest = lines.partition("\n")
    if len(first) == 5 and first.lower().startswith("sep="):
        return first[4], rest
    return "", lines


def _likeliest(lines: str) -> str:
    """The sign that parts most lines into equally many columns; a comma also stands within numbers."""
    sample = "\n".join(lines.split("\n", _SAMPLE)[:_SAMPLE])
    best, most = ";", 0
    for sign in _BETWEEN:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(sample), delimiter=sign) if len(row) > 1)
        except csv.Error:
            continue
        alike = max(widths.values(), default=0)
        if alike > most:
            best, most = sign, alike
    return best
