"""What stories and method cards rest on, whether they are printed, and what their lists search and sort by.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NEW = {
    "story": ("series", "sessions", "bridges", "ratings"),
    "method_card": ("actors", "initiatives", "series", "sessions", "bridges", "ratings"),
}


def upgrade() -> None:
    op.add_column("method_card", sa.Column("day", sa.Date(), nullable=True))
    for table, lists in NEW.items():
        for name in lists:
            op.add_column(table, sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
        op.add_column(table, sa.Column("in_report", sa.Boolean(), nullable=False, server_default=sa.false()))
        op.create_table(
            f"listed_{table}",
            sa.Column("id", sa.String(length=32), nullable=False),
            sa.Column("day", sa.Text(), nullable=False),
            sa.Column("title_key", sa.Text(), nullable=False),
            sa.Column("title", sa.Text(), nullable=False),
            sa.Column("folded", sa.Text(), nullable=False),
            sa.Column("themes", sa.Text(), nullable=False),
            sa.Column("about", sa.Text(), nullable=False),
            sa.Column("in_report", sa.Boolean(), nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_listed_{table}"),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_listed_{table}_day", f"listed_{table}", ["day", "title_key"])
