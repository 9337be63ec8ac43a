"""What lists search and sort by, so that lists page from the store.

The rows are made by the program when it opens a store whose rows another rule has made (store/listed.py):
how Danish sorts and what missing means are rules of the program, and a copy of them here would grow old.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listed_participant",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("age_band", sa.Text(), nullable=True),
        sa.Column("gender", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("first_seen", sa.Text(), nullable=True),
        sa.Column("last_seen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_listed_participant"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_listed_participant_name", "listed_participant", ["name_key", "name"])
    op.create_index("ix_listed_participant_seen", "listed_participant", ["last_seen", "folded"])
    op.create_table(
        "listed_session",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("from_time", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("series_id", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("unfinished", sa.Boolean(), nullable=False),
        sa.Column("lacks", sa.Integer(), nullable=False),
        sa.Column("registered", sa.Integer(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_listed_session"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_listed_session_day", "listed_session", ["day", "from_time"])
    op.create_index("ix_listed_session_title", "listed_session", ["title_key", "title"])
    op.create_index("ix_listed_session_unfinished", "listed_session", ["unfinished", "day"])
    op.create_index("ix_listed_session_series_id", "listed_session", ["series_id", "state", "day"])
    # Lists look from a bridge or a meeting to what is to be followed up there.
    op.create_index("ix_follow_up_about_id", "follow_up", ["about_id"])
    # Start looks for the few meetings that nobody counted.
    op.create_index("ix_session_mode", "session", ["mode"])
