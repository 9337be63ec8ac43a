"""Who came to a meeting of the steering group, one record for each member; and what a join chose.

What was marked in the list of a meeting before stays there, and is read as long as nobody marks the member anew.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person_pair", sa.Column("chosen_in", sa.Text(), nullable=False, server_default=""))
    references = {"meeting_id": "steering_meeting", "member_id": "steering_member"}
    op.create_table(
        "steering_attendance",
        *(sa.Column(name, sa.String(length=32), nullable=True) for name in references),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created", sa.String(length=16), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("changed", sa.String(length=16), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [name],
                [f"{table}.id"],
                name=op.f(f"fk_steering_attendance_{name}_{table}"),
                initially="DEFERRED",
                deferrable=True,
            )
            for name, table in references.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steering_attendance")),
    )
    for name in references:
        op.create_index(op.f(f"ix_steering_attendance_{name}"), "steering_attendance", [name], unique=False)
