"""The tables of the store that are not records: the journal, what it leaves undecided, and facts and drafts."""

from sqlalchemy import Boolean, Column, Index, String, Table, Text

from nsk_desktop.domain.records import METADATA

JOURNAL = Table(
    "journal",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("device", String(32), nullable=False),
    Column("hlc", String(16), nullable=False),
    Column("author", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record_id", String(32), nullable=False),
    Column("fields", Text, nullable=False),
    Index("ix_journal_record_id", "record_id"),
    Index("ix_journal_device_hlc", "device", "hlc"),
)
CONFLICT = Table(
    "conflict",
    METADATA,
    Column("record_id", String(32), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("kind", Text, nullable=False),
)
FACT = Table(
    "fact",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
DRAFT = Table(
    "draft",
    METADATA,
    Column("place", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("words", Text, nullable=False),
    Column("written", Text, nullable=False),
    Column("aside", Boolean, nullable=False),
)
