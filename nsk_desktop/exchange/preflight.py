"""What is asked of a workbook before anything reads it: its size, its zip, and how its parts begin.

Nothing here parses a document. A file that fails is refused with a known error and nothing is changed.
"""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from nsk_desktop.errors.files import FileMissing
from nsk_desktop.errors.travelling import (
    FileDamaged,
    FileLocked,
    FileNotWorkbook,
    FileOldFormat,
    FileTooBig,
    FileUnsafe,
)
from nsk_desktop.exchange import markup
from nsk_desktop.exchange.text_amount import shared_lengths, written_out

MEGABYTE = 1 << 20
LARGEST_FILE = 200 * MEGABYTE
LARGEST_INSIDE = 1_500 * MEGABYTE
MOST_MEMBERS = 5_000
MOST_TEXT = 400 * MEGABYTE
"""What the cells of a file of data may come to when each is written out."""
MOST_ROWS = 200_000
"""In one sheet of a file of data: three times what the busiest laptop has after all years of the programme."""
FREE_RATIO = 10 * MEGABYTE
"""Below this size a member may be packed as tightly as it likes."""
GREATEST_RATIO = 150

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What the part with the workbook is called then; names there never lie across two pieces of a megabyte."""
_STEP = MEGABYTE
_PROLOG = 64 << 10
_ROOT = re.compile(rb"<[A-Za-z_]")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BINARY = re.compile(rb"sheet\.binary", re.IGNORECASE)
_DRIVE = re.compile(r"^[A-Za-z]:")
_PLAIN_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/[\w.]+|(?:customXml|docMetadata)/.*|xl/(?:_rels/)?workbook\.xml(?:\.rels)?"
    r"|xl/(?:styles|sharedStrings|metadata|calcChain|persons/\w+)\.xml|xl/theme/.*|xl/worksheets/.*\.(?:xml|rels)"
    r"|xl/tables/.*\.(?:xml|rels)|xl/(?:drawings|charts|media|printerSettings|comments|threadedComments)\w*(?:/.*|\.xml)"
)
_CELL_PLACE = re.compile(rb"\sr\s*=\s*(?:\"(?![A-Z]{0,2}\d{1,7}\")|'(?![A-Z]{0,2}\d{1,7}'))")
_ROW_START = re.compile(rb"<(?:\w+:)?row[\s>/]")


def check_workbook(path: Path, *, plain: bool = False) -> None:
    """Refuse *path* unless it can be read safely.

    With *plain*, also refuse what a file of data has no use for: macros, external links, queries, embedded files.
    """
    _check_container(path)
    try:
        with ZipFile(path) as archive:
            _check_members(path, archive)
            for info in archive.infolist():
                _check_member(path, archive, info, plain=plain)
            if plain:
                _check_kind(path, archive)
                _check_text_amount(path, archive)
    except (
        markup.BadMarkupError,
        BadZipFile,
        EOFError,
        NotImplementedError,
        zlib.error,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise FileDamaged(path.name) from error


def _check_container(path: Path) -> None:
    if not path.is_file():
        raise FileMissing(path.name)
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise FileTooBig(path.name)
    with path.open("rb") as stream:
        start = stream.read(8)
        stream.seek(0)
        # A workbook with a password lies whole inside a file of the old kind.
        locked = start == _OLE and any(_LOCKED in piece for piece in iter(lambda: stream.read(_STEP), b""))
    if locked:
        raise FileLocked(path.name)
    if start == _OLE:
        raise FileOldFormat(path.name)
    if not start:
        raise FileDamaged(path.name)
    if not start.startswith(b"PK\x03\x04"):
        raise FileNotWorkbook(path.name)


def _check_members(path: Path, archive: ZipFile) -> None:
    members = archive.infolist()
    names = [member.filename.casefold() for member in members]
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_INSIDE:
        raise FileTooBig(path.name)
    if len(set(names)) != len(names):
        raise FileUnsafe(path.name)
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise FileNotWorkbook(path.name)


def _check_member(path: Path, archive: ZipFile, info: ZipInfo, *, plain: bool) -> None:
    name = info.orig_filename
    parts = name.split("/")
    if name.startswith("/") or "\\" in name or "\0" in name or ".." in parts or _DRIVE.match(name):
        raise FileUnsafe(path.name)
    if info.flag_bits & 0x1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise FileUnsafe(path.name)
    if plain and not info.is_dir() and not _PLAIN_PARTS.fullmatch(name):
        raise FileUnsafe(path.name)
    if info.file_size > FREE_RATIO and info.file_size > GREATEST_RATIO * max(info.compress_size, 1):
        raise FileTooBig(path.name)
    _check_content(path, archive, info, plain=plain)


def _check_content(path: Path, archive: ZipFile, info: ZipInfo, *, plain: bool) -> None:
    """Unpack the member once, which also proves its length and its checksum."""
    name = info.filename.casefold()
    # Power Query keeps its own data, in UTF-16, in customXml; no reader of ours opens it.
    is_xml = name.endswith((".xml", ".rels", ".vml")) and not name.startswith("customxml/")
    is_sheet = plain and info.filename.startswith("xl/worksheets/")
    # Our own files are read by a library that forgives much; the evaluator's workbook is looked at part by part later.
    checker = markup.MarkupCheck(bare=False) if plain and is_xml else None
    rows, first, tail = 0, True, b""
    for chunk in _unpacked(archive, info):
        if first and is_xml:
            _check_prolog(path, chunk[:_PROLOG])
        first = False
        if checker:
            checker.feed(chunk)
        if is_sheet:
            _check_places(path, tail + chunk)
            rows += len(_ROW_START.findall(tail + chunk))
            tail = chunk[-32:]
    if checker:
        checker.feed(b"", last=True)
    if rows > MOST_ROWS:
        raise FileTooBig(path.name)
    if is_sheet:
        _check_extent(path, archive, info, rows)


def _check_kind(path: Path, archive: ZipFile) -> None:
    """Refuse a binary workbook, whatever it is called: its sheets are parts of another kind."""
    if _BINARY.search(archive.read("[Content_Types].xml")):
        raise FileOldFormat(path.name)


def _check_text_amount(path: Path, archive: ZipFile) -> None:
    """Refuse a file whose cells come to far more text than it stores."""
    members = {info.filename: info for info in archive.infolist()}
    shared = members.get("xl/sharedStrings.xml")
    if shared is None:
        return
    lengths = shared_lengths(_unpacked(archive, shared))
    left = MOST_TEXT
    for name, info in members.items():
        if name.startswith("xl/worksheets/") and info.file_size > 0:
            left -= written_out(lengths, _unpacked(archive, info), left)
            if left < 0:
                raise FileTooBig(path.name)


def _unpacked(archive: ZipFile, info: ZipInfo) -> Iterator[bytes]:
    size = 0
    with archive.open(info) as stream:
        while chunk := stream.read(_STEP):
            size += len(chunk)
            yield chunk
    if size != info.file_size:
        raise BadZipFile(info.filename)


def _check_prolog(path: Path, start: bytes) -> None:
    """An Office document is UTF-8 without declarations of its own; everything that is not, is an attempt."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start[:200]:
        raise FileUnsafe(path.name)
    root = _ROOT.search(start)
    if root is None or _DECLARED.search(start[: root.start()]):
        raise FileUnsafe(path.name)


def _check_places(path: Path, chunk: bytes) -> None:
    match = _CELL_PLACE.search(chunk)
    if match and match.end() < len(chunk) - 16:
        raise FileUnsafe(path.name)


def _check_extent(path: Path, archive: ZipFile, info: ZipInfo, rows: int) -> None:
    """No cell may lie far below the rows that are there: a reader would make room for all between."""
    digits = len(str(max(rows, 10) * 2))
    far = re.compile(rb"\sr\s*=\s*[\"'][A-Z]*\d{%d,}[\"']" % (digits + 1))
    tail = b""
    for chunk in _unpacked(archive, info):
        if far.search(tail + chunk):
            raise FileUnsafe(path.name)
        tail = chunk[-32:]
