"""Codes that this effort does not use: they are no longer offered, and stay readable wherever they stand."""

from nsk_desktop.domain.codes import (
    DIRECTED_TO,
    RELATIONS,
    SECTORS,
    SESSION_TYPES,
    SUBGROUPS,
    CodeList,
)
from nsk_desktop.domain.identity import natural_id
from nsk_desktop.domain.mapping import Exchanged, Mapped, text_field

RETIRABLE: tuple[CodeList, ...] = (SESSION_TYPES, SECTORS, SUBGROUPS, RELATIONS, DIRECTED_TO)
"""The lists that describe the work. The others are what figures are counted by, and must mean the same everywhere."""


class RetiredCode(Exchanged):
    """One code that is no longer offered. Its id follows from the list and the code; deleting it offers it again."""

    __tablename__ = "retired_code"

    list_name: Mapped[str] = text_field()
    code: Mapped[str] = text_field()


def retired_code_id(list_name: str, code: str) -> str:
    """The id of the record that retires *code*."""
    return natural_id("retired_code", list_name, code)
