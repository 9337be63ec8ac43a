"""Invented people are never counted among real ones, whichever of them came first."""

from dataclasses import replace
from itertools import permutations

import pytest

from nsk_desktop.errors.travelling import FileNotPractice, FilePractice
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.manifest import is_practice
from tests.exchange.laptops import empty_tables, file_of, merged

A, B, C = "a" * 32, "b" * 32, "c" * 32


def file_from(area: str, device: str) -> EvaluationData:
    data = file_of({}, device=device)
    return replace(data, manifest=replace(data.manifest, area=area))


REAL, OTHER_REAL = file_from("Mimersparken", A), file_from("Øvelsesparken", B)
PRACTICE, NAMELESS = file_from("ØVELSE Mimersparken", B), file_from("ØVELSE", C)


@pytest.mark.parametrize(
    ("area", "invented"),
    [("ØVELSE", True), ("ØVELSE Mimersparken", True), ("ØVELSESPARKEN", False), ("Øvelse", False), ("", False)],
)
def test_a_file_of_practice_data_says_so_in_its_area(area: str, invented: bool) -> None:
    assert is_practice(area) is invented


def test_practice_data_stay_out_of_a_real_workbook() -> None:
    tables, _plan = merged(empty_tables(), [REAL])
    with pytest.raises(FilePractice):
        merged(tables, [PRACTICE])


def test_real_data_stay_out_of_a_workbook_of_practice_data() -> None:
    tables, _plan = merged(empty_tables(), [PRACTICE])
    with pytest.raises(FileNotPractice):
        merged(tables, [REAL])


@pytest.mark.parametrize("files", list(permutations([REAL, PRACTICE, NAMELESS])))
def test_of_both_at_once_the_practice_data_are_refused_in_any_order(files: tuple[EvaluationData, ...]) -> None:
    with pytest.raises(FilePractice):
        merged(empty_tables(), list(files))


def test_each_kind_is_merged_with_its_own() -> None:
    for one, other in ((REAL, OTHER_REAL), (PRACTICE, NAMELESS)):
        tables, _plan = merged(empty_tables(), [one])
        _tables, plan = merged(tables, [other])
        assert len(plan.files) == 1
