"""The words that records are declared with; the only module of the domain that knows SQLAlchemy.

A record is a mapped dataclass with one column per field. Every field is one value of the journal, so
what must never be half of each of two edits (a consent, a list of themes) is one field holding JSON.
"""

from typing import Any, Self

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

from nsk_desktop.domain.identity import new_id

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
STAMPS = ("id", "created", "created_by", "changed", "changed_by", "deleted")
PERSONAL = {"personal": True}


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """Where every table of the store hangs."""

    metadata = MetaData(naming_convention=NAMING)


class Exchanged(Base):
    """A record that the journal keeps and that travels: id, stamps and a tombstone instead of a delete.

    ``created`` and ``changed`` are hybrid logical clock stamps (see `domain.clock`).
    """

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default_factory=new_id)
    created: Mapped[str] = mapped_column(String(16), default="")
    created_by: Mapped[str] = mapped_column(Text, default="")
    changed: Mapped[str] = mapped_column(String(16), default="")
    changed_by: Mapped[str] = mapped_column(Text, default="")
    deleted: Mapped[bool] = mapped_column(Boolean, default=False)

    @classmethod
    def record_kind(cls) -> str:
        """The kind of record, as the journal and the tables name it."""
        return str(cls.__tablename__)

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """The fields that the journal keeps, in the order of declaration."""
        return tuple(name for name in cls.__table__.columns.keys() if name not in STAMPS)  # noqa: SIM118

    @classmethod
    def personal_fields(cls) -> frozenset[str]:
        """The fields that may identify or describe a person: no view for the evaluation may read them."""
        return frozenset(column.key for column in cls.__table__.columns if column.info.get("personal"))

    @classmethod
    def references(cls) -> dict[str, str]:
        """The fields that hold the id of another record, and its kind."""
        columns = cls.__table__.columns
        return {column.key: key.column.table.name for column in columns for key in column.foreign_keys}

    def copied(self, **changed: object) -> Self:
        """A new record like this one with other values."""
        values = {name: getattr(self, name) for name in type(self).__table__.columns.keys()}  # noqa: SIM118
        return type(self)(**{**values, **changed})


# The words below return Any on purpose: the annotation beside them (`title: Mapped[str] = text_field()`) is the
# type that mypy and SQLAlchemy both read.


def _column(kind: Any, default: object, personal: bool, *extra: Any, **options: Any) -> Any:
    info = PERSONAL if personal else {}
    return mapped_column(kind, *extra, default=default, info=info, **options)


def text_field(*, personal: bool = False) -> Any:
    """Free text or a code; empty when not given."""
    return _column(Text, "", personal)


def code_field(default: str | None = None) -> Any:
    """A code of a code list; None when not given."""
    return _column(Text, default, False)


def number_field(*, default: int | None = None, personal: bool = False) -> Any:
    """A whole number; money is whole øre."""
    return _column(Integer, default, personal)


def flag_field(default: bool = False) -> Any:
    """Yes or no."""
    return _column(Boolean, default, False)


def date_field(*, indexed: bool = False) -> Any:
    """A date, or None."""
    return _column(Date, None, False, index=indexed)


def time_field() -> Any:
    """A time of day as HH:MM, or None."""
    return _column(String(5), None, False)


def reference(table: str, *, indexed: bool = True) -> Any:
    """The id of another record, or None.

    Checked at commit, not at the statement: a colleague's whole journal arrives in any order.
    """
    target = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return _column(String(32), None, False, target, index=indexed)


def list_field(*, personal: bool = False) -> Any:
    """A list that is edited as one value: codes, ids, or small objects."""
    return mapped_column(JSON, default_factory=list, info=PERSONAL if personal else {})


def object_field(*, personal: bool = False) -> Any:
    """A small object that is edited as one value, because half of each of two edits would be false."""
    return mapped_column(JSON, default_factory=dict, info=PERSONAL if personal else {})


__all__ = [
    "Base",
    "Exchanged",
    "Mapped",
    "code_field",
    "date_field",
    "flag_field",
    "list_field",
    "number_field",
    "object_field",
    "reference",
    "text_field",
    "time_field",
]
