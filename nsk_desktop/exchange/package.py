"""A workbook as the package it is: members, what kind each is, how they refer to each other."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from io import BufferedReader
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from types import TracebackType
from typing import BinaryIO, NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree
from zlib import error as ZlibError  # noqa: N812 (an exception, named as one)

from nsk_desktop.errors.workbook import (
    WorkbookDamaged,
    WorkbookDates1904,
    WorkbookEncrypted,
    WorkbookOldFormat,
    WorkbookSigned,
    WorkbookStrict,
    WorkbookTooBig,
)
from nsk_desktop.exchange import markup
from nsk_desktop.exchange.archive import ArchiveWriter, read_raw
from nsk_desktop.exchange.headway import UNHEARD, Headway

CONTENT_TYPES = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_PART_LIMIT = 512 << 20
_SHEET_LIMIT = (2 << 30) - 1
_MEMBERS_LIMIT = 20_000
_STEP = 1 << 20
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_WORKBOOK_KINDS = {
    f"{_MAIN}sheet.main+xml",
    f"{_MAIN}template.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "application/vnd.ms-excel.template.macroEnabled.main+xml",
}
_STRICT = "http://purl.oclc.org/ooxml/"
_TRUE = {"1", "true", "on"}


class Relationship(NamedTuple):
    """How one part names another."""

    id: str
    kind: str
    """The last word of the relationship type: worksheet, table, calcChain …"""
    target: str
    """The member's name in the zip, or the address when it lies outside."""
    inside: bool


class Package:
    """An opened workbook file. Everything it cannot be updated for is refused when it is opened."""

    def __init__(self, path: Path, headway: Headway = UNHEARD) -> None:
        self.path = path
        self.headway = headway
        """Is told of every row of the package that is read or written."""
        self.name = path.name
        self._file: BufferedReader = path.open("rb")
        try:
            self._zip = self._opened()
            self._refuse_what_cannot_be_kept()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()
        self._file.close()

    # Opening

    def _opened(self) -> zipfile.ZipFile:
        if self._file.read(8) == _OLE:
            self._file.seek(0)
            encrypted = any(_ENCRYPTED_STREAM in piece for piece in iter(lambda: self._file.read(_STEP), b""))
            raise WorkbookEncrypted(self.name) if encrypted else WorkbookOldFormat(self.name)
        self._file.seek(0)
        try:
            archive = zipfile.ZipFile(self._file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise WorkbookDamaged(self.name, str(error)) from error
        if len(archive.infolist()) > _MEMBERS_LIMIT:
            raise WorkbookTooBig(self.name)
        names = [info.filename.lower() for info in archive.infolist()]
        if len(set(names)) != len(names):
            raise WorkbookDamaged(self.name, "two members have the same name")
        if any(info.flag_bits & 1 for info in archive.infolist()):
            raise WorkbookEncrypted(self.name)
        if any(max(info.file_size, info.compress_size) > _SHEET_LIMIT for info in archive.infolist()):
            raise WorkbookTooBig(self.name)
        return archive

    def _refuse_what_cannot_be_kept(self) -> None:
        for relationship in self.relationships(""):
            if relationship.kind == "digital-signature/origin":
                raise WorkbookSigned(self.name)
        main = self.content_type(self.workbook)
        if main not in _WORKBOOK_KINDS:
            raise WorkbookOldFormat(self.name) if "sheet.binary" in main else WorkbookDamaged(self.name, main)
        root = self.tree(self.workbook)
        if _STRICT in root.tag:
            raise WorkbookStrict(self.name)
        for element in root:
            if markup.local(element.tag) == "workbookPr" and element.get("date1904", "").lower() in _TRUE:
                raise WorkbookDates1904(self.name)

    # Members

    @cached_property
    def _infos(self) -> Mapping[str, zipfile.ZipInfo]:
        return {info.filename: info for info in self._zip.infolist()}

    @cached_property
    def _by_lower(self) -> Mapping[str, str]:
        return {name.lower(): name for name in self._infos}

    @property
    def members(self) -> tuple[str, ...]:
        """Every member's name, in the order of the file."""
        return tuple(self._infos)

    def info(self, name: str) -> zipfile.ZipInfo:
        """What the zip says about a member."""
        return self._infos[name]

    def raw(self, name: str) -> Iterator[bytes]:
        """A member's compressed bytes."""
        return read_raw(self._file, self._infos[name])

    def chunks(self, name: str) -> Iterator[bytes]:
        """A member's content, piece by piece."""
        if name not in self._infos:
            raise WorkbookDamaged(self.name, f"{name} is missing")
        try:
            with self._zip.open(self._infos[name]) as stream:
                yield from iter(lambda: stream.read(_STEP), b"")
        except (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, OSError) as error:
            raise WorkbookDamaged(self.name, f"{name}: {error}") from error

    def read(self, name: str) -> bytes:
        """A member's whole content."""
        if name in self._infos and self._infos[name].file_size > _PART_LIMIT:
            raise WorkbookTooBig(self.name)
        return b"".join(self.chunks(name))

    def tree(self, name: str) -> ElementTree.Element:
        """A small part, parsed, for reading facts."""
        try:
            return markup.parse(self.read(name))
        except markup.BadMarkupError as error:
            raise WorkbookDamaged(self.name, f"{name}: {error}") from error

    # How they hang together

    @cached_property
    def _kinds(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        defaults: dict[str, str] = {}
        overrides: dict[str, str] = {}
        for element in self.tree(CONTENT_TYPES):
            kind = element.get("ContentType", "")
            if markup.local(element.tag) == "Default":
                defaults[element.get("Extension", "").lower()] = kind
            else:
                overrides[element.get("PartName", "").lstrip("/").lower()] = kind
        return defaults, overrides

    def content_type(self, name: str) -> str:
        """What kind of part a member is."""
        defaults, overrides = self._kinds
        return overrides.get(name.lower()) or defaults.get(name.rpartition(".")[2].lower(), "")

    def relationships_name(self, part: str) -> str:
        """The member that lists what *part* refers to."""
        wanted = join(dirname(part), "_rels", basename(part) + ".rels")
        return self._by_lower.get(wanted.lower(), wanted)

    def relationships(self, part: str) -> list[Relationship]:
        """What *part* (the empty name for the package itself) refers to."""
        name = self.relationships_name(part)
        if name not in self._infos:
            return []
        return [self._relationship(part, element) for element in self.tree(name)]

    def _relationship(self, part: str, element: ElementTree.Element) -> Relationship:
        kind, target = element.get("Type", ""), element.get("Target", "")
        inside = element.get("TargetMode", "Internal") != "External"
        if inside:
            path = normpath(join("/", dirname(part), unquote(target))).lstrip("/")
            target = self._by_lower.get(path.lower(), path)
        _, mark, word = kind.partition("/relationships/")
        return Relationship(element.get("Id", ""), word if mark else kind, target, inside)

    @cached_property
    def workbook(self) -> str:
        """The name of the main part."""
        for relationship in self.relationships(""):
            if relationship.kind == "officeDocument" and relationship.inside:
                return relationship.target
        raise WorkbookDamaged(self.name, "no workbook in the package")

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """Every worksheet's name and member, in the order of the tabs."""
        targets = {r.id: r.target for r in self.relationships(self.workbook) if r.kind == "worksheet"}
        found: dict[str, str] = {}
        for element in self.tree(self.workbook).iter():
            if markup.local(element.tag) == "sheet":
                identity = next((v for k, v in element.items() if markup.local(k) == "id" and k != "id"), "")
                if identity in targets:
                    found[element.get("name", "")] = targets[identity]
        return found

    def part_of_workbook(self, kind: str) -> str | None:
        """The one member of this kind that the workbook refers to (styles, sharedStrings, calcChain)."""
        found = (r.target for r in self.relationships(self.workbook) if r.kind == kind and r.inside)
        return next((name for name in found if name in self._infos), None)


@contextmanager
def told_as_damage(path: Path) -> Iterator[None]:
    """Tell markup that this program cannot take as what it is to the user: a damaged file."""
    try:
        yield
    except markup.BadMarkupError as error:
        raise WorkbookDamaged(path.name, str(error)) from error


def write_package(
    source: Package,
    stream: BinaryIO,
    *,
    changed: Mapping[str, Iterable[bytes]],
    removed: Iterable[str] = (),
    added: Mapping[str, bytes] | None = None,
) -> None:
    """A new file with the members of *source* in their order: changed ones packed anew, all others copied raw."""
    writer, gone = ArchiveWriter(stream), set(removed)
    for name in source.members:
        if name in changed:
            old = source.info(name)
            info = zipfile.ZipInfo(old.orig_filename, old.date_time)
            info.external_attr = old.external_attr
            writer.write(info, changed[name])
        elif name not in gone:
            writer.copy(source._file, source.info(name))
    for name, content in (added or {}).items():
        writer.write(zipfile.ZipInfo(name), [content])
    writer.finish()
