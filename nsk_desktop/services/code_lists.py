"""Code lists: which words are offered. What was written with a word that is no longer offered stays as it is."""

from nsk_desktop.domain.codes import CodeList
from nsk_desktop.domain.records import RetiredCode
from nsk_desktop.domain.retired import RETIRABLE, retired_code_id
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk

__all__ = ["RETIRABLE", "retired", "set_offered"]


def retired(desk: Desk) -> dict[str, frozenset[str]]:
    """The codes that are not offered, by the name of their list."""
    found: dict[str, set[str]] = {}
    with desk.store.read() as read:
        for record in read.all(RetiredCode):
            found.setdefault(record.list_name, set()).add(record.code)
    return {name: frozenset(codes) for name, codes in found.items()}


def set_offered(desk: Desk, codes: CodeList, code: str, offered: bool) -> None:
    """Offer a code, or offer it no longer. Raises `ValueError` for a list that figures are counted by."""
    if codes not in RETIRABLE or code not in codes.codes:
        raise ValueError(f"{codes.name}: {code}")
    id = retired_code_id(codes.name, code)
    text = _("Offer “{word}” again") if offered else _("Offer “{word}” no longer")
    with desk.store.change(text.format(word=codes.label(code))) as change:
        if not offered:
            change.put(RetiredCode(id=id, list_name=codes.name, code=code))
        elif change.exists(id):
            change.delete(RetiredCode, id)
