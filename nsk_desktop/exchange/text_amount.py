"""How much text the cells of a workbook come to when each is written out, counted before anything writes them out.

A shared text is stored once and may be pointed at by a million cells; a reader that copies it for each would
run out of memory on a small file.
"""

import re
from collections.abc import Iterable
from itertools import chain

_ITEM = re.compile(rb"<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?si\s*>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>\s*(\d{1,9})\s*</")
_LONGEST_TOKEN = 200


def shared_lengths(chunks: Iterable[bytes]) -> list[int]:
    """The length of each shared text, in the order they are pointed at."""
    lengths: list[int] = []
    rest = b""
    for chunk in chunks:
        rest += chunk
        end = 0
        for match in _ITEM.finditer(rest):
            end = match.end()
            lengths.append(end - match.start())
        rest = rest[end:]
    return lengths


def written_out(lengths: list[int], chunks: Iterable[bytes], limit: int) -> int:
    """The length of all the texts a sheet points at, or a little more; counting stops above *limit*."""
    amount = 0
    rest = b""
    for chunk in chain(chunks, [b""]):
        rest += chunk
        end = 0
        for match in _VALUE.finditer(rest):
            end = match.end()
            place = int(match[1])
            amount += lengths[place] if place < len(lengths) else 0
        if amount > limit:
            return amount
        rest = rest[max(end, len(rest) - _LONGEST_TOKEN) :]
    return amount
