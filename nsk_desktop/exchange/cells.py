"""What a cell holds: the one canonical form values are compared in, and how a value is written and read."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from xml.sax.saxutils import escape

from nsk_desktop.exchange import markup
from nsk_desktop.exchange.number_formats import CellFormats

CellValue = str | int | float | bool | date | time | datetime | None
Canonical = tuple[str, str | float | bool] | None

LONGEST_TEXT = 32_767
_EPOCH = datetime(1899, 12, 30)
_FIRST_SURE_DATE = date(1900, 3, 1)
"""Excel believes in 29 February 1900, so earlier days have no number that two programs agree on."""
_LAST_SERIAL = 2_958_466
_DAY = timedelta(days=1)
_EXACT = 2**53
_REMEMBERED = 20_000
"""Cells that are not read twice; more would cost more memory than time."""
_LONGEST_ITEM = 16 << 20
"""More bytes than a cell's longest text takes when every letter has a format of its own."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNWRITABLE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_PLAIN = re.compile(r"[&<>]|_x|^ | $|  |^$")
"""What keeps a text whose letters can all be printed from being written as it is."""
_NEEDS_SPACE = re.compile(r"^\s|\s$|[\n\t]|  ")
_INLINE = b' t="inlineStr"><%sis><%st%s>%s</%st></%sis></%sc>'
_VALUE = re.compile(rb"<" + markup.PREFIX + rb"v(?:\s[^>]*)?>([^<]*)</")
_TEXT = re.compile(rb"<" + markup.PREFIX + rb"t(?:\s[^>]*)?>([^<]*)</")
_ALONE = re.compile(rb"(?:<is>)?<t(?: xml:space=\"preserve\")?>([^<&\r]*)</t>(?:</is>)?")
_PHONETIC = re.compile(rb"<" + markup.PREFIX + rb"rPh[\s>].*?</" + markup.PREFIX + rb"rPh\s*>", re.DOTALL)
_ITEM = re.compile(
    rb"<" + markup.PREFIX + rb"si(?:\s[^>]*)?(?:/>|>(.*?)</" + markup.PREFIX + rb"si\s*>)",
    re.DOTALL,
)


def canonical(value: CellValue) -> Canonical:
    """The form two values are compared in: nothing, a number (dates too), yes/no, or text with plain line ends."""
    if isinstance(value, bool):
        return ("b", value)
    if isinstance(value, int | float):
        return ("n", float(f"{value:.15g}"))
    if isinstance(value, date | time):
        number = serial(value)
        return ("s", value.isoformat()) if number is None else ("n", float(f"{number:.15g}"))
    text = plain_lines(value or "")
    return ("s", text) if text else None


def same_value(one: CellValue, other: CellValue) -> bool:
    """Whether two cells say the same, however a spreadsheet program wrote them."""
    if type(one) is type(other) and one == other:
        return True  # Nearly always; the rest is for what another program wrote in its own way.
    return canonical(one) == canonical(other)


def plain_lines(text: str) -> str:
    """*text* with the line ends a cell keeps."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def serial(value: date | time) -> float | None:
    """The number Excel keeps for a day or a time; None when there is none that is sure."""
    if isinstance(value, time):
        return _fraction(value)
    if (value.date() if isinstance(value, datetime) else value) < _FIRST_SURE_DATE:
        return None
    days = value.toordinal() - _EPOCH.toordinal()
    return days + _fraction(value.time()) if isinstance(value, datetime) else float(days)


@lru_cache(maxsize=_REMEMBERED, typed=True)
def moment_kind(value: CellValue) -> str:
    """Which sort of number format a value needs: ``date``, ``time``, ``datetime`` or none."""
    if isinstance(value, time):
        return "time"
    if not isinstance(value, date) or serial(value) is None:
        return ""
    return "datetime" if isinstance(value, datetime) else "date"


def fitting_style(formats: CellFormats, style: int | None, value: CellValue, *, new: bool) -> int | None:
    """The format for *value* in a cell formatted *style*: a cell keeps its own, but a bare date gets one for dates."""
    return fitting_style_of_kind(formats, style, moment_kind(value), new=new)


def fitting_style_of_kind(formats: CellFormats, style: int | None, kind: str, *, new: bool) -> int | None:
    """The format for a value of this kind (as `moment_kind` says it)."""
    if not kind or formats.kind(style or 0) or (style and not new):
        return style
    return formats.for_kind(style or None, kind)


def _fraction(clock: time) -> float:
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
    return (seconds + round(clock.microsecond / 1000) / 1000) / 86_400


def from_serial(number: float, kind: str) -> CellValue:
    """The day or time a number means under a number format of this kind."""
    moment = _EPOCH + timedelta(milliseconds=round(number * 86_400_000)) if 0 <= number < _LAST_SERIAL else _EPOCH
    if kind == "time" and moment - _EPOCH < _DAY and number >= 0:
        return moment.time()
    if moment.date() < _FIRST_SURE_DATE:
        return _plain(number)
    return moment.date() if kind == "date" and moment.time() == time() else moment


def _plain(number: float) -> int | float:
    return int(number) if number.is_integer() and abs(number) <= _EXACT else number


def escape_text(text: str) -> str:
    """*text* with what XML cannot hold written as ``_xHHHH_``, and what looks like that escaped too."""
    return _UNWRITABLE.sub(lambda m: f"_x{ord(m[0]):04X}_", text)


def unescape_text(text: str) -> str:
    """The reverse of ``escape_text``."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def written_cell(prefix: bytes, reference: str, style: int | None, value: CellValue) -> bytes:
    """One ``<c>`` element. Text is always an inline string, never a formula, and leaves the shared strings alone."""
    start = b"<%sc r=%s%s" % (prefix, f'"{reference}"'.encode(), b' s="%d"' % style if style else b"")
    return start + written_content(prefix, value)


def written_content(prefix: bytes, value: CellValue) -> bytes:
    """What follows the place and the format in a ``<c>`` element: the kind, the value, the end."""
    if type(value) is str and value.isprintable() and not _NOT_PLAIN.search(value):  # As nearly all texts are.
        return _INLINE % (prefix, prefix, b"", value.encode(), prefix, prefix, prefix)
    known = canonical(value)
    if known is None:
        return b"/>"
    kind, content = known
    if kind == "s":
        text = escape(escape_text(str(content)))
        keep = b' xml:space="preserve"' if _NEEDS_SPACE.search(text) else b""
        return _INLINE % (prefix, prefix, keep, text.encode("utf-8"), prefix, prefix, prefix)
    if kind == "b":
        return b' t="b"><%sv>%d</%sv></%sc>' % (prefix, bool(content), prefix, prefix)
    return b"><%sv>%s</%sv></%sc>" % (prefix, _written_number(value), prefix, prefix)


def _written_number(value: CellValue) -> bytes:
    number = serial(value) if isinstance(value, date | time) else value
    if not isinstance(number, int | float) or not math.isfinite(number):
        raise ValueError(f"no cell can hold {value!r}")
    return repr(_plain(number) if isinstance(number, float) else number).encode()


def read_strings(chunks: Iterable[bytes]) -> Iterator[str]:
    """The texts of a shared strings part, in order."""
    rest = b""
    for chunk in markup.checked(chunks, bare=True):
        rest += chunk
        end = 0
        for match in _ITEM.finditer(rest):
            end = match.end()
            yield _joined_text(match[1] or b"")
        rest = rest[end:]
        if len(rest) > _LONGEST_ITEM:
            raise markup.BadMarkupError("a shared string is longer than a cell can hold")


def _joined_text(inside: bytes) -> str:
    alone = _ALONE.fullmatch(inside)
    if alone:
        return unescape_text(alone[1].decode("utf-8"))
    if b"rPh" in inside:
        inside = _PHONETIC.sub(b"", inside)
    return plain_lines(unescape_text("".join(markup.unescape(m[1]) for m in _TEXT.finditer(inside))))


class CellReader:
    """Turns the inside of a ``<c>`` element into a value."""

    def __init__(self, strings: Sequence[str], formats: CellFormats) -> None:
        self.strings = strings
        self._formats = formats
        self._read: dict[tuple[bytes, bytes], CellValue] = {}
        self._said: set[tuple[bytes, bytes, type, CellValue]] = set()

    def value(self, kind: str, style: int, inside: bytes | None) -> CellValue:
        """What a cell of type *kind* (its ``t``) shows; empty text is no value."""
        if not inside:
            return None
        if kind == "inlineStr":
            return _joined_text(inside) or None
        match = _VALUE.search(inside)
        if match is None or not match[1]:
            return None
        return self._converted(kind, style, match[1])

    def read(self, written: bytes, inside: bytes) -> CellValue:
        """What a cell with these attributes shows; most cells of a workbook say what another one said before."""
        key = (written, inside)
        if key in self._read:
            return self._read[key]
        style, kind = style_and_kind(written)
        value = self.value(kind, style or 0, inside)
        if len(self._read) < _REMEMBERED:
            self._read[key] = value
        return value

    def says(self, written: bytes, inside: bytes, value: CellValue) -> bool:
        """Whether a cell with these attributes shows *value*; most cells are like one that was asked about before."""
        key = (written, inside, value.__class__, value)
        if key in self._said:
            return True
        same = same_value(self.read(written, inside), value)
        if same and len(self._said) < _REMEMBERED:
            self._said.add(key)
        return same

    def _converted(self, kind: str, style: int, written: bytes) -> CellValue:
        if kind == "s":
            if not written.isdigit() or int(written) >= len(self.strings):
                raise markup.BadMarkupError("no such shared string")
            return self.strings[int(written)] or None
        if kind in ("", "n"):
            return self._number(written, style)
        if kind == "b":
            return written.strip() == b"1"
        text = plain_lines(unescape_text(markup.unescape(written)))
        return _iso_moment(text) if kind == "d" else text or None

    def _number(self, written: bytes, style: int) -> CellValue:
        try:
            number = float(written)
        except ValueError as error:
            raise markup.BadMarkupError("a number cell without a number") from error
        if not math.isfinite(number):
            raise markup.BadMarkupError("a number cell without a number")
        kind = self._formats.kind(style)
        if kind:
            return from_serial(number, kind)
        return int(written) if written.isdigit() else _plain(number)


@lru_cache(maxsize=4096)
def style_and_kind(written: bytes) -> tuple[int | None, str]:
    """The two attributes of a cell that matter; few cells differ in them, so they are kept."""
    found = markup.attributes(written)
    style = found.get("s", "")
    return (int(style) if style.isdigit() else None), found.get("t", "")


def _iso_moment(text: str) -> CellValue:
    try:
        moment = datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return text
    return moment.date() if "T" not in text else moment
