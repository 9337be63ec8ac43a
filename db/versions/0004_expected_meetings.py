"""What a series expects, and what was said about one expected meeting.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("session", sa.Column("expected_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_session_expected_on"), "session", ["expected_on"], unique=False)
    _create_about_series(
        "plan_change",
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
    )
    _create_about_series(
        "expectation",
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
    )


def _create_about_series(name: str, *columns: "sa.Column[object]") -> None:
    """A table of small records that each say one thing about a series."""
    op.create_table(
        name,
        sa.Column("series_id", sa.String(length=32), nullable=True),
        *columns,
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created", sa.String(length=16), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("changed", sa.String(length=16), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["series.id"],
            name=op.f(f"fk_{name}_series_id_series"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_series_id"), name, ["series_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an older schema; restore a backup instead")
