"""A workbook file is opened as what it is, or refused with the reason and the way out."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from nsk_desktop.errors.workbook import (
    WorkbookDamaged,
    WorkbookDates1904,
    WorkbookEncrypted,
    WorkbookOldFormat,
    WorkbookRefused,
    WorkbookSigned,
    WorkbookStrict,
)
from nsk_desktop.exchange.markup import BadMarkupError, check, parse
from nsk_desktop.exchange.package import CONTENT_TYPES, Package, write_package
from tests.exchange.evaluator_book import add_foreign_parts, members, rebuilt, write_book

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def copied(source: Path, target: Path) -> Path:
    with Package(source) as package, target.open("wb") as stream:
        write_package(package, stream, changed={})
    return target


def test_members_are_copied_with_their_compressed_bytes_in_their_order(tmp_path: Path) -> None:
    source = rebuilt(write_book(tmp_path / "a.xlsx", 5), add_foreign_parts)
    target = copied(source, tmp_path / "b.xlsx")
    with Package(source) as old, Package(target) as new:
        assert old.members == new.members
        for name in old.members:
            assert b"".join(old.raw(name)) == b"".join(new.raw(name))
            assert old.info(name).date_time == new.info(name).date_time
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
    assert members(source) == members(target)


def test_a_zip_with_sizes_after_the_data_and_odd_names_is_copied(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members(write_book(tmp_path / "a.xlsx", 2)).items():
            archive.writestr(name, data)
        archive.writestr("custom/åben.xml", b"<x/>")
        archive.writestr("custom/plain.bin", b"\0" * 99, zipfile.ZIP_STORED)
    source = tmp_path / "piped.xlsx"
    source.write_bytes(pipe.getvalue())
    with zipfile.ZipFile(source) as archive:
        assert all(info.flag_bits & 8 for info in archive.infolist())
    assert members(copied(source, tmp_path / "b.xlsx")) == members(source)


def replaced(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(content: dict[str, bytes]) -> None:
        assert old in content[name]
        content[name] = content[name].replace(old, new)

    return change


STRICT = (
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
)
SIGNATURE = b"""<Relationship Id="rIdS" Target="_xmlsignatures/origin.sigs"
 Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"/></Relationships>"""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (replaced("xl/workbook.xml", b"<workbookPr", b'<workbookPr date1904="1"'), WorkbookDates1904),
        (replaced("xl/workbook.xml", *STRICT), WorkbookStrict),
        (replaced("_rels/.rels", b"</Relationships>", SIGNATURE), WorkbookSigned),
        (
            replaced(CONTENT_TYPES, b"spreadsheetml.sheet.main", b"presentationml.main"),
            WorkbookDamaged,
        ),
        (
            replaced(
                CONTENT_TYPES,
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.binary.macroEnabled.main",
            ),
            WorkbookOldFormat,
        ),
        (replaced("_rels/.rels", b"officeDocument", b"andet"), WorkbookDamaged),
        (replaced("xl/workbook.xml", b"</workbook>", b""), WorkbookDamaged),
        (replaced("xl/workbook.xml", b"<workbook ", b"<!DOCTYPE w []><workbook "), WorkbookDamaged),
        (lambda content: content.pop("xl/workbook.xml") and None, WorkbookDamaged),
    ],
)
def test_what_cannot_be_kept_true_is_refused(
    tmp_path: Path, change: Callable[[dict[str, bytes]], None], expected: type[WorkbookRefused]
) -> None:
    path = write_book(tmp_path / "evaluering.xlsx", 2)
    Package(path).__exit__(None, None, None)
    with pytest.raises(expected) as caught:
        Package(rebuilt(path, change))
    assert "evaluering.xlsx" in str(caught.value)
    assert "nsk workbook new" in str(caught.value)


def test_files_that_are_no_package_are_told_apart(tmp_path: Path) -> None:
    cases = {
        OLE + b"Workbook": WorkbookOldFormat,
        OLE + "EncryptedPackage".encode("utf-16-le"): WorkbookEncrypted,
        b"": WorkbookDamaged,
        b"id;dato\n1;2\n": WorkbookDamaged,
    }
    for number, (content, expected) in enumerate(cases.items()):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(content)
        with pytest.raises(WorkbookRefused) as caught:
            Package(path)
        assert type(caught.value) is expected


def test_damage_inside_is_refused(tmp_path: Path) -> None:
    good = write_book(tmp_path / "a.xlsx", 2).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(good[:-200])
    with pytest.raises(WorkbookDamaged):
        Package(tmp_path / "cut.xlsx")
    spoiled = bytearray(good)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        info = archive.getinfo("xl/workbook.xml")
    name_size, extra_size = struct.unpack("<HH", good[info.header_offset + 26 : info.header_offset + 30])
    middle = info.header_offset + 30 + name_size + extra_size + info.compress_size // 2
    spoiled[middle] ^= 0xFF
    (tmp_path / "bits.xlsx").write_bytes(bytes(spoiled))
    with pytest.raises(WorkbookDamaged):
        Package(tmp_path / "bits.xlsx")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", 2)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/Workbook.xml", b"<x/>")
    with pytest.raises(WorkbookDamaged):
        Package(path)


def test_a_part_may_not_carry_a_document_type_or_another_encoding() -> None:
    assert parse(b"<a>&lt;</a>").text == "<"
    bombs = [
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "http://example.invalid/x"><a/>',
        "<a/>".encode("utf-16"),
        b'<?xml version="1.0" encoding="iso-8859-1"?><a/>',
        b"<a><![CDATA[x]]></a>",
        b"<a>",
        b"",
    ]
    for bomb in bombs:
        with pytest.raises(BadMarkupError):
            parse(bomb)
    check(b"<a><!-- seen --></a>")
    with pytest.raises(BadMarkupError):
        check(b"<a><!-- hidden --></a>", bare=True)
