"""JSON as our own programs write it, and nothing more: for text that a stranger may have made."""

import json
from typing import Any, NoReturn

_LARGEST = 2**53
_DEEPEST = 8


class NotStrict(ValueError):
    """The text is no JSON that we could have written."""


def loads(text: str | bytes, most: int) -> Any:
    """The value in *text*, of at most *most* bytes or signs: no doubled names, no fractions, no huge numbers."""
    if len(text) > most:
        raise NotStrict("long")
    try:
        value = json.loads(
            text.decode("utf-8") if isinstance(text, bytes) else text,
            object_pairs_hook=_object,
            parse_float=_refuse,
            parse_constant=_refuse,
            parse_int=_whole,
        )
    except (ValueError, RecursionError) as problem:
        raise NotStrict("form") from problem
    _refuse_deep(value)
    return value


def dumps(value: Any) -> bytes:
    """*value* in its one canonical form, which is what is signed."""
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotStrict("doubled")
    return found


def _refuse(_text: str) -> NoReturn:
    raise NotStrict("number")


def _whole(text: str) -> int:
    if len(text) > len(str(-_LARGEST)) or abs(int(text)) > _LARGEST:
        raise NotStrict("number")
    return int(text)


def _refuse_deep(value: Any) -> None:
    """Refuse what lies too deep, and text that is no Unicode."""
    level = [value]
    for _depth in range(_DEEPEST):
        below: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                below += [*one.keys(), *one.values()]
            elif isinstance(one, list):
                below += one
            elif isinstance(one, str) and not one.isascii() and any("\ud800" <= sign <= "\udfff" for sign in one):
                raise NotStrict("sign")
        level = below
    if level:
        raise NotStrict("deep")
