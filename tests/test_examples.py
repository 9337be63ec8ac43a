"""The examples that hypothesis invents are the same on every run, in whatever order the tests run."""

import sys
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers

Load = Callable[[str], None]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    """Load a module that no test has loaded before, with many numbers in it."""

    def load(name: str) -> None:
        file = tmp_path / f"{name}.py"
        file.write_text(f"NUMBERS = {[*range(1000, 2000)]}\n", encoding="utf-8")
        spec = spec_from_file_location(name, file)
        assert spec is not None
        module = module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)

    providers.CONSTANTS_CACHE.cache.clear()
    yield load
    providers.CONSTANTS_CACHE.cache.clear()


def drawn() -> list[int]:
    """What a test draws that is run now."""
    found: list[int] = []

    @settings(max_examples=100)
    @given(st.lists(st.integers(0, 10_000)))
    def look(values: list[int]) -> None:
        found.extend(values)

    look()
    return found


def test_the_same_examples_are_drawn_again_whatever_has_been_loaded_since(load: Load) -> None:
    first = drawn()
    load("nsk_test_numbers")
    assert drawn() == first


def test_numbers_of_loaded_modules_would_change_the_examples(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    original: Any = providers._get_local_constants
    monkeypatch.setattr(providers, "_get_local_constants", original.__wrapped__)
    first = drawn()
    load("nsk_test_more_numbers")
    assert drawn() != first
