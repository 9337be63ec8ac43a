"""XML as bytes: checked by a parser first, then changed in place so that everything else keeps its bytes.

After ``check`` a part holds no document type, and (where asked) no comment, CDATA or processing instruction,
so every ``<`` in it begins a tag and a pattern over the bytes sees what a parser would see.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from xml.etree import ElementTree
from xml.parsers import expat
from xml.sax.saxutils import escape

ATTRIBUTES = rb"""(?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*"""
PREFIX = rb"(?:[\w.-]+:)?"
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_PLAIN = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}


class BadMarkupError(ValueError):
    """Not XML that this program can take; the text says why (for the log)."""


class MarkupCheck:
    """A parser fed beside the reading, that stops at what is not well formed or not allowed."""

    def __init__(self, *, bare: bool) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartCdataSectionHandler = self._refuse
        if bare:
            self._parser.CommentHandler = self._refuse
            self._parser.ProcessingInstructionHandler = self._refuse
        self._begun = False

    def _refuse(self, *found: object) -> None:
        raise BadMarkupError(f"document type, comment or CDATA: {found[:1]}")

    def feed(self, data: bytes, *, last: bool = False) -> None:
        """Check the next piece."""
        if not self._begun and data:
            self._begun = True
            encoding = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
            if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (encoding and encoding[1].lower() not in _PLAIN):
                raise BadMarkupError("not UTF-8")
        try:
            self._parser.Parse(data, last)
        except (expat.ExpatError, ValueError) as error:
            raise BadMarkupError(str(error)) from error


def check(data: bytes, *, bare: bool = False) -> None:
    """Raise BadMarkupError unless *data* is one well-formed part without a document type or CDATA."""
    MarkupCheck(bare=bare).feed(data, last=True)


def checked(chunks: Iterable[bytes], *, bare: bool = False) -> Iterator[bytes]:
    """*chunks* unchanged, checked as they pass."""
    checker = MarkupCheck(bare=bare)
    for chunk in chunks:
        checker.feed(chunk)
        yield chunk
    checker.feed(b"", last=True)


def parse(data: bytes) -> ElementTree.Element:
    """A small part as a tree, only for reading facts; the check comes first, so no entity is ever expanded."""
    check(data)
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise BadMarkupError(str(error)) from error


def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


def whole_number(element: ElementTree.Element, name: str, default: int = 0) -> int:
    """An attribute that must be a whole number."""
    text = element.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadMarkupError(f"{name} is no number: {text}")
    return int(text)


def unescape(data: bytes) -> str:
    """Markup text as the text it means."""
    text = data.decode("utf-8")
    return _REFERENCE.sub(_referred, text) if "&" in text else text


def _referred(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    return _NAMED[name] if name else chr(int(hexadecimal, 16) if hexadecimal else int(decimal))


def escaped(text: str) -> bytes:
    """*text* ready to stand between tags or in a double-quoted attribute."""
    return escape(text, {'"': "&quot;"}).encode("utf-8")


def attributes(tag: bytes) -> dict[str, str]:
    """The attributes of a start tag (or of its inside), by the names they are written with."""
    return {m[1].decode(): unescape(m[2] if m[2] is not None else m[3]) for m in _ATTRIBUTE.finditer(tag)}


def with_attributes(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """A start tag with some attributes set (or left out, for None); the others keep their bytes and order."""
    wanted = dict(changes)

    def written(match: re.Match[bytes]) -> bytes:
        name = match[1].decode()
        if name not in wanted:
            return match[0]
        value = wanted.pop(name)
        return b"" if value is None else b" " + match[1] + b'="' + escaped(value) + b'"'

    result = _ATTRIBUTE.sub(written, tag)
    added = b"".join(b" " + name.encode() + b'="' + escaped(value) + b'"' for name, value in wanted.items() if value)
    end = len(result) - (2 if result.endswith(b"/>") else 1)
    return result[:end].rstrip() + added + result[end:]


@lru_cache(maxsize=64)
def start_tags(*names: str) -> re.Pattern[bytes]:
    """Finds the start tags of elements with these local names."""
    return re.compile(rb"<" + PREFIX + rb"(" + "|".join(names).encode() + rb")(?=[\s/>])" + ATTRIBUTES + rb"\s*/?>")


@lru_cache(maxsize=64)
def text_elements(*names: str) -> re.Pattern[bytes]:
    """Finds elements with these local names that hold only text: (start tag, name, text)."""
    tag = PREFIX + rb"(" + "|".join(names).encode() + rb")(?=[\s/>])" + ATTRIBUTES
    return re.compile(rb"(<" + tag + rb"\s*>)([^<]+)(?=</)")


AttributeChange = Callable[[str, dict[str, str]], Mapping[str, str]]
"""Gets an element's name and attributes; gives the attributes that shall be different."""


def change_tags(data: bytes, names: tuple[str, ...], change: AttributeChange) -> bytes:
    """*data* with attributes of some start tags changed."""

    def changed(match: re.Match[bytes]) -> bytes:
        wanted = change(match[1].decode(), attributes(match[0]))
        return with_attributes(match[0], wanted) if wanted else match[0]

    return start_tags(*names).sub(changed, data)


def change_texts(data: bytes, names: tuple[str, ...], change: Callable[[bytes, str], str]) -> bytes:
    """*data* with the text of some elements changed; *change* gets (start tag, text)."""

    def changed(match: re.Match[bytes]) -> bytes:
        text = unescape(match[3])
        new = change(match[1], text)
        return match[0] if new == text else match[1] + escape(new).encode("utf-8")

    return text_elements(*names).sub(changed, data)


def without_elements(data: bytes, name: str, doomed: Callable[[dict[str, str]], bool]) -> bytes:
    """*data* without the childless elements *name* that *doomed* picks."""
    tag = rb"<" + PREFIX + name.encode() + rb"(?=[\s/>])" + ATTRIBUTES + rb"\s*"
    pattern = re.compile(tag + rb"(?:/>|>\s*</" + PREFIX + name.encode() + rb"\s*>)")
    return pattern.sub(lambda m: b"" if doomed(attributes(m[0])) else m[0], data)
