"""Why the centre changed a cell by hand, as its receipt says.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("receipt_edit", sa.Column("why", sa.Text(), nullable=False, server_default=""))
