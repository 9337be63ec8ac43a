"""Existing efforts, advice, the steering group and cooperation ratings.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

VIEWS = {
    # An existing effort has no sheet of its own: the bridges that lead to it carry its title.
    "evaluation_effort": "SELECT id, title, deleted FROM existing_effort",
    "evaluation_rating": """
        SELECT id, period, actor_a_id, actor_b_id, level, wanted, rater, basis,
               CASE WHEN share_reason THEN reason ELSE '' END AS shared_reason, deleted
        FROM cooperation_rating""",
    "evaluation_bridge": """
        SELECT id, day, from_kind, from_actor_id, to_actor_id, to_initiative_id, to_effort_id, to_text, kind, status,
               introduced_on, first_meeting_on, cooperating_on, ended_on, citizens, deleted
        FROM bridge_contact""",
}


def upgrade() -> None:
    _create_record(
        "existing_effort",
        {"actor_id": "actor"},
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("target_groups", sa.JSON(), nullable=False),
        sa.Column("trust", sa.Integer(), nullable=True),
        sa.Column("isolated", sa.Boolean(), nullable=False),
        sa.Column("linked_to", sa.JSON(), nullable=False),
    )
    _create_record(
        "advice",
        {"actor_id": "actor"},
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("concrete", sa.Boolean(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("directed_to", sa.JSON(), nullable=False),
    )
    _create_record(
        "cooperation_rating",
        {"actor_a_id": "actor", "actor_b_id": "actor"},
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("wanted", sa.Integer(), nullable=True),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("share_reason", sa.Boolean(), nullable=False),
        sa.Column("unchanged", sa.Boolean(), nullable=False),
        sa.Column("sessions", sa.JSON(), nullable=False),
        sa.Column("bridges", sa.JSON(), nullable=False),
    )
    _create_record(
        "steering_member",
        {"actor_id": "actor"},
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("ownership", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
    )
    _create_record(
        "steering_meeting",
        {"session_id": "session"},
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("attendance", sa.JSON(), nullable=False),
    )
    _create_record(
        "decision",
        {"meeting_id": "steering_meeting"},
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("done", sa.Date(), nullable=True),
    )
    # Added as it stands: rebuilding the table, as a foreign key usually asks for here, would take its views along.
    op.execute(
        "ALTER TABLE bridge_contact ADD COLUMN to_effort_id VARCHAR(32) "
        "CONSTRAINT fk_bridge_contact_to_effort_id_existing_effort REFERENCES existing_effort (id) "
        "DEFERRABLE INITIALLY DEFERRED"
    )
    op.create_index(op.f("ix_bridge_contact_to_effort_id"), "bridge_contact", ["to_effort_id"], unique=False)
    op.execute("DROP VIEW evaluation_bridge")
    for name, body in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {body}")


def _create_record(name: str, references: dict[str, str], *columns: "sa.Column[object]") -> None:
    """A table of records: its own columns, those that point at other tables, and the stamps."""
    op.create_table(
        name,
        *(sa.Column(column, sa.String(length=32), nullable=True) for column in references),
        *columns,
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("created", sa.String(length=16), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("changed", sa.String(length=16), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_{name}_{column}_{table}"),
                initially="DEFERRED",
                deferrable=True,
            )
            for column, table in references.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in references:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an older schema; restore a backup instead")
