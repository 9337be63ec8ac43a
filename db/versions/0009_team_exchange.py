"""Colleagues' computers: which are trusted, and under which identities each has been heard of.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "colleague",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("store", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("enrolled", sa.Text(), nullable=False),
        sa.Column("enrolled_by", sa.Text(), nullable=False),
        sa.Column("revoked", sa.Text(), nullable=True),
        sa.Column("noticed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_colleague")),
    )
    op.create_table(
        "colleague_device",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("first_made", sa.String(length=16), nullable=False),
        sa.Column("last_made", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "device", name=op.f("pk_colleague_device")),
    )
