"""What fields are called where no form stands beside them: in a history, a conflict, a list of changes."""

from dataclasses import fields

import pytest

from nsk_desktop.domain.records import KINDS
from nsk_desktop.services.field_names import name_of_field

# No history tells these: who and when stand in columns of their own.
_UNTOLD = {"id", "created", "created_by", "changed", "changed_by", "chosen_in"}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_field_of_a_record_has_a_name_in_words(kind: str) -> None:
    for field in fields(KINDS[kind]):
        if field.name not in _UNTOLD:
            assert f"({field.name})" not in name_of_field(field.name), field.name


def test_a_field_that_is_not_known_is_called_one_and_named() -> None:
    assert name_of_field("from_tomorrow") == "et felt (from_tomorrow)"
