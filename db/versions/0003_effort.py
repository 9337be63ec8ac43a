"""Stories, method cards, budget, postings, half-years, and the area as it was at the start.

Revision ID: 0003
Revises: 0002
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

VIEWS = {
    # Words that nobody marked are not even read.
    "evaluation_story": """
        SELECT id, day, themes, actors, for_evaluation,
               CASE WHEN for_evaluation THEN title ELSE '' END AS shared_title,
               CASE WHEN for_evaluation THEN who ELSE '' END AS shared_who,
               CASE WHEN for_evaluation THEN what ELSE '' END AS shared_what,
               CASE WHEN for_evaluation THEN significance ELSE '' END AS shared_significance,
               CASE WHEN for_evaluation THEN contribution ELSE '' END AS shared_contribution,
               CASE WHEN for_evaluation THEN evidence ELSE '' END AS shared_evidence,
               deleted
        FROM story""",
    "evaluation_posting": """
        SELECT id, day, kind, amount_ore, state, initiative_id, session_id, deleted FROM posting""",
}


def upgrade() -> None:
    _create_record(
        "story",
        {},
        *_texts("title"),
        sa.Column("day", sa.Date(), nullable=True),
        *_texts("who", "what", "significance", "contribution", "evidence", "substantiated_by"),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("actors", sa.JSON(), nullable=False),
        sa.Column("initiatives", sa.JSON(), nullable=False),
        sa.Column("for_evaluation", sa.Boolean(), nullable=False),
    )
    _create_record(
        "method_card",
        {},
        *_texts("title"),
        sa.Column("themes", sa.JSON(), nullable=False),
        *_texts("context", "steps", "resources", "worked_for", "conditions"),
    )
    _create_record(
        "budget_line",
        {},
        sa.Column("year", sa.Integer(), nullable=True),
        *_texts("kind"),
        sa.Column("amount_ore", sa.Integer(), nullable=False),
        *_texts("text"),
    )
    _create_record(
        "posting",
        {"initiative_id": "initiative", "session_id": "session"},
        sa.Column("day", sa.Date(), nullable=True),
        *_texts("text", "supplier"),
        sa.Column("amount_ore", sa.Integer(), nullable=False),
        *_texts("state", "voucher"),
        sa.Column("year", sa.Integer(), nullable=True),
        *_texts("kind"),
    )
    op.create_index(op.f("ix_posting_day"), "posting", ["day"], unique=False)
    _create_record("period", {}, *_texts("half_year", "state"), sa.Column("signature", sa.JSON(), nullable=False))
    for name, body in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {body}")


def _texts(*names: str) -> "list[sa.Column[Any]]":
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _create_record(name: str, references: dict[str, str], *columns: "sa.Column[Any]") -> None:
    """A table of records: its own columns, those that point at other tables, and the stamps."""
    op.create_table(
        name,
        *columns,
        *(sa.Column(column, sa.String(length=32), nullable=True) for column in references),
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
