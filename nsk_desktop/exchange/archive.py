"""The zip file around a workbook, written so that untouched members keep every compressed byte."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZipInfo

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_STEP = 1 << 20
_LEVEL = 5
"""As small as the usual level, in half the time."""
_UTF8_NAME = 0x800
_SIZES_AFTER_DATA = 0x08


def read_raw(source: BinaryIO, info: ZipInfo) -> Iterator[bytes]:
    """The compressed bytes of one member, as they lie in the file."""
    source.seek(info.header_offset)
    header = _LOCAL.unpack(source.read(_LOCAL.size))
    source.seek(header[9] + header[10], 1)
    left = info.compress_size
    while left:
        piece = source.read(min(left, _STEP))
        if not piece:
            raise EOFError(info.filename)
        left -= len(piece)
        yield piece


def _gathered(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that are worth a turn."""
    pieces: list[bytes] = []
    size = 0
    for chunk in chunks:
        pieces.append(chunk)
        size += len(chunk)
        if size >= _STEP:
            yield b"".join(pieces)
            pieces, size = [], 0
    yield b"".join(pieces)


@dataclass(frozen=True, slots=True)
class _Entry:
    info: ZipInfo
    flags: int
    crc: int
    packed: int
    size: int
    offset: int

    def name(self) -> bytes:
        return self.info.orig_filename.encode("utf-8" if self.flags & _UTF8_NAME else "cp437")

    def stamp(self) -> tuple[int, int]:
        year, month, day, hour, minute, second = self.info.date_time
        return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day

    def local_header(self) -> bytes:
        name, (time, day) = self.name(), self.stamp()
        method = self.info.compress_type
        fields = (20, self.flags, method, time, day, self.crc, self.packed, self.size, len(name), 0)
        return _LOCAL.pack(b"PK\x03\x04", *fields) + name

    def central_header(self) -> bytes:
        name, (time, day), info = self.name(), self.stamp(), self.info
        made_by = info.create_version | info.create_system << 8
        fields = (made_by, 20, self.flags, info.compress_type, time, day, self.crc, self.packed, self.size)
        rest = (len(name), 0, len(info.comment), 0, info.internal_attr, info.external_attr, self.offset)
        return _CENTRAL.pack(b"PK\x01\x02", *fields, *rest) + name + info.comment


class ArchiveWriter:
    """A zip file written front to back; the same input gives the same bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._entries: list[_Entry] = []

    def copy(self, source: BinaryIO, info: ZipInfo) -> None:
        """Take a member over without unpacking it."""
        flags = info.flag_bits & ~_SIZES_AFTER_DATA
        entry = _Entry(info, flags, info.CRC, info.compress_size, info.file_size, self._stream.tell())
        self._stream.write(entry.local_header())
        for piece in read_raw(source, info):
            self._stream.write(piece)
        self._entries.append(entry)

    def write(self, info: ZipInfo, chunks: Iterable[bytes]) -> None:
        """Pack new content for a member; *info* says its name and time."""
        info.compress_type = 8
        flags = 0 if info.orig_filename.isascii() else _UTF8_NAME
        offset = self._stream.tell()
        self._stream.write(_Entry(info, flags, 0, 0, 0, offset).local_header())
        crc, size, packed = 0, 0, 0
        # Packing lets go of the interpreter, so the next piece is made while the one before it is packed.
        with ThreadPoolExecutor(1) as beside:
            packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
            waiting = beside.submit(packer.compress, b"")
            for chunk in _gathered(chunks):
                crc, size = zlib.crc32(chunk, crc), size + len(chunk)
                packed += self._stream.write(waiting.result())
                waiting = beside.submit(packer.compress, chunk)
            packed += self._stream.write(waiting.result()) + self._stream.write(packer.flush())
        entry = _Entry(info, flags, crc, packed, size, offset)
        end = self._stream.tell()
        self._stream.seek(offset)
        self._stream.write(entry.local_header())
        self._stream.seek(end)
        self._entries.append(entry)

    def finish(self) -> None:
        """Write the list of members that makes the file complete."""
        start = self._stream.tell()
        for entry in self._entries:
            self._stream.write(entry.central_header())
        count, size = len(self._entries), self._stream.tell() - start
        self._stream.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, size, start, 0))
