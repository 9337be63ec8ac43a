"""Random changes of random tables give what a list of rows would."""

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nsk_desktop.exchange.cells import same_value
from nsk_desktop.exchange.patch import patch_workbook
from tests.exchange.evaluator_book import (
    HEADERS,
    row_of,
    write_book,
)
from tests.exchange.patches import change, rows

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
cell_values = st.one_of(
    st.none(),
    words,
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9, allow_nan=False),
    st.booleans(),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["=1+1", "_x0041_", "a\r\nb", " ", "\x00", "<&>\"'", "👪"]),
)
records = st.fixed_dictionaries({}, optional={"titel": cell_values, "antal": cell_values, "kontrol": cell_values})


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.integers(0, 5),
    totals=st.booleans(),
    steps=st.lists(st.tuples(st.dictionaries(st.integers(0, 12), records), st.lists(records, max_size=4)), max_size=3),
)
def test_random_changes_give_what_a_list_of_rows_would(
    tmp_path: Path, size: int, totals: bool, steps: list[tuple[dict[int, dict[str, Any]], list[dict[str, Any]]]]
) -> None:
    path = write_book(tmp_path / "random.xlsx", size, totals=totals)
    model: dict[str, dict[str, Any]] = {f"r{n}": row_of(n) for n in range(1, size + 1)}
    for number, (updates, news) in enumerate(steps):
        keys = list(model)
        wanted = {keys[place]: record for place, record in updates.items() if place < len(keys)}
        appended = [{**record, "id": f"n{number}-{place}"} for place, record in enumerate(news)]
        patch_workbook(path, path, change(wanted, appended))
        for key, record in wanted.items():
            model[key].update(record)
        model.update({row["id"]: dict(row) for row in appended})
    found = [row for row in rows(path) if row["id"]]
    assert [row["id"] for row in found] == list(model)
    for row in found:
        for header in HEADERS:
            assert same_value(row[header], model[str(row["id"])].get(header)), (row["id"], header)
