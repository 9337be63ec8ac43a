"""The tables of the store that are not records: the journal, what it leaves undecided, facts and drafts."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

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
COLLEAGUE = Table(
    "colleague",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("recipient", Text, nullable=False),
    Column("store", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("enrolled", Text, nullable=False),
    Column("enrolled_by", Text, nullable=False),
    Column("revoked", Text),
    Column("noticed", Text, nullable=False),
)
COLLEAGUE_DEVICE = Table(
    "colleague_device",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("device", String(32), primary_key=True),
    Column("first_made", String(16), nullable=False),
    Column("last_made", String(16), nullable=False),
    Column("number", Integer, nullable=False),
    Column("taken", Text, nullable=False),
)
SENT_FILE = Table(
    "sent_file",
    METADATA,
    Column("device", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("made_on", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("delivered", Text),
)
SENT_ROW = Table(
    "sent_row",
    METADATA,
    Column("sheet", Text, primary_key=True),
    Column("row_id", Text, primary_key=True),
    Column("digest", Text, nullable=False),
)
RECEIPT = Table(
    "receipt",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("device", String(32), nullable=False),
    Column("number", Integer, nullable=False),
    Column("received", Text, nullable=False),
    Column("issued", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("refusal", Text, nullable=False),
)
RECEIPT_ROW = Table(
    "receipt_row",
    METADATA,
    Column("sheet", Text, primary_key=True),
    Column("row_id", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("issued", Text, nullable=False),
    Column("fate", Text, nullable=False),
    Column("taken", Text, nullable=False),
    Column("seen", Text, nullable=False),
)
RECEIPT_EDIT = Table(
    "receipt_edit",
    METADATA,
    Column("receipt", String(32), primary_key=True),
    Column("sheet", Text, primary_key=True),
    Column("row_id", Text, primary_key=True),
    Column("column_name", Text, primary_key=True),
    Column("centre", Text, nullable=False),
    Column("laptop", Text, nullable=False),
    Column("why", Text, nullable=False, server_default=""),
)
# Lists look from a bridge or a meeting to what is to be followed up there.
Index("ix_follow_up_about_id", METADATA.tables["follow_up"].c.about_id)
# Start looks for the few meetings that nobody counted.
Index("ix_session_mode", METADATA.tables["session"].c.mode)
LISTED_PARTICIPANT = Table(
    "listed_participant",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("name_key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("birth_year", Integer),
    Column("age_band", Text),
    Column("gender", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("first_seen", Text),
    Column("last_seen", Text),
    Index("ix_listed_participant_name", "name_key", "name"),
    Index("ix_listed_participant_seen", "last_seen", "folded"),
    sqlite_with_rowid=False,
)
LISTED_SESSION = Table(
    "listed_session",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("day", Text, nullable=False),
    Column("from_time", Text, nullable=False),
    Column("title_key", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("type", Text),
    Column("themes", Text, nullable=False),
    Column("series_id", Text),
    Column("state", Text, nullable=False),
    Column("unfinished", Boolean, nullable=False),
    Column("lacks", Integer, nullable=False),
    Column("registered", Integer, nullable=False),
    Column("low", Integer, nullable=False),
    Column("high", Integer, nullable=False),
    Index("ix_listed_session_day", "day", "from_time"),
    Index("ix_listed_session_title", "title_key", "title"),
    Index("ix_listed_session_unfinished", "unfinished", "day"),
    Index("ix_listed_session_series_id", "series_id", "state", "day"),
    sqlite_with_rowid=False,
)


def _listed_outcome(kind: str) -> Table:
    """What a list of stories or method cards searches and sorts by."""
    name = f"listed_{kind}"
    return Table(
        name,
        METADATA,
        Column("id", String(32), primary_key=True),
        Column("day", Text, nullable=False),
        Column("title_key", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("folded", Text, nullable=False),
        Column("themes", Text, nullable=False),
        # The ids of all that it rests on.
        Column("about", Text, nullable=False),
        Column("in_report", Boolean, nullable=False),
        Index(f"ix_{name}_day", "day", "title_key"),
        sqlite_with_rowid=False,
    )


LISTED_STORY, LISTED_METHOD_CARD = _listed_outcome("story"), _listed_outcome("method_card")
