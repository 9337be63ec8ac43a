"""Figures of a half-year that were given to somebody outside the evaluation: what was said once is said for good."""

from typing import Any

from nsk_desktop.domain.identity import natural_id
from nsk_desktop.domain.mapping import Exchanged, Mapped, object_field, text_field


class Release(Exchanged):
    """What was given out of one half-year. Its id follows from which one, so that colleagues' computers share it."""

    __tablename__ = "release"

    half_year: Mapped[str] = text_field()
    content: Mapped[dict[str, Any]] = object_field()
    """The day, the whole file in words and numbers as one text, and its signature with the key: one value, because
    half of each of two files would be neither."""


def release_id(half_year: str) -> str:
    return natural_id("release", half_year)
