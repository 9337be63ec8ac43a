"""How well actors work together, as lists show it: each rating beside the one before it."""

from dataclasses import dataclass

from nsk_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A rating with the names of both sides; an empty name is the effort itself."""

    id: str
    period: str
    actor_a_id: str | None
    actor_b_id: str | None
    name_a: str
    name_b: str
    level: int | None
    wanted: int | None
    rater: str
    basis: str | None
    reason: str
    unchanged: bool


def list_ratings(read: Reader) -> list[RatingRow]:
    """Every rating that is not deleted, between actors that are not deleted."""
    rows = read.connection.exec_driver_sql(
        """SELECT r.id, r.period, r.actor_a_id, r.actor_b_id, coalesce(a.name, '') AS name_a,
                  coalesce(b.name, '') AS name_b, r.level, r.wanted, r.rater, r.basis, r.reason, r.unchanged
           FROM cooperation_rating r LEFT JOIN actor a ON a.id = r.actor_a_id LEFT JOIN actor b ON b.id = r.actor_b_id
           WHERE NOT r.deleted AND NOT coalesce(a.deleted, 0) AND NOT coalesce(b.deleted, 0)
           ORDER BY r.period, r.id"""
    ).mappings()
    return [RatingRow(**{**row, "unchanged": bool(row["unchanged"])}) for row in rows]
