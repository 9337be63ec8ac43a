"""The effort itself: the programme, its one housing area, and the staff based there."""

from datetime import date
from typing import Any

from nsk_desktop.domain.mapping import Exchanged, Mapped, date_field, list_field, number_field, object_field, text_field


class Programme(Exchanged):
    """The appropriation that the effort works under (BI08)."""

    __tablename__ = "programme"

    code: Mapped[str] = text_field()
    title: Mapped[str] = text_field()
    first_year: Mapped[int | None] = number_field()
    last_year: Mapped[int | None] = number_field()
    purpose: Mapped[str] = text_field()
    appropriation: Mapped[dict[str, Any]] = object_field()


class Area(Exchanged):
    """The one housing area; which one is configuration, never code."""

    __tablename__ = "area"

    name: Mapped[str] = text_field()
    district: Mapped[str] = text_field()
    housing_organisations: Mapped[list[str]] = list_field()
    trust_baseline: Mapped[str] = text_field()
    trust_score: Mapped[int | None] = number_field()
    actors_baseline: Mapped[str] = text_field()
    actors_score: Mapped[int | None] = number_field()
    need_baseline: Mapped[str] = text_field()
    need_score: Mapped[int | None] = number_field()
    residents: Mapped[list[dict[str, Any]]] = list_field()
    """Counts as {year, age_band, gender, count, source}."""


class StaffMember(Exchanged):
    """Somebody employed by the effort."""

    __tablename__ = "staff_member"

    name: Mapped[str] = text_field(personal=True)
    initials: Mapped[str] = text_field(personal=True)
    fte_percent: Mapped[int | None] = number_field()
    first_day: Mapped[date | None] = date_field()
    last_day: Mapped[date | None] = date_field()
