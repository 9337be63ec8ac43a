"""Settings are kept, survive newer and older programs, and a damaged file is told rather than obeyed."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.errors.files import SettingsDamaged
from nsk_desktop.settings import Loaded, Settings, load_settings, save_settings, settings_file


def test_without_a_file_the_defaults_are_used_and_nothing_is_told() -> None:
    assert load_settings() == Loaded(Settings(), damaged=False)
    assert Settings().language == "da"
    assert not settings_file().exists()


def test_what_is_saved_is_loaded_again() -> None:
    chosen = Settings(
        language="en", appearance="dark", text_size=150, export_folder="C:\\Møder", store_folder="/æ", window="00ff"
    )
    save_settings(chosen)
    assert load_settings() == Loaded(chosen)


@given(
    st.builds(
        Settings,
        language=st.sampled_from(["da", "en"]),
        appearance=st.sampled_from(["system", "light", "dark"]),
        text_size=st.integers(100, 200),
        export_folder=st.text(st.characters(codec="utf-8")),
    )
)
def test_every_valid_choice_comes_back(chosen: Settings) -> None:
    save_settings(chosen)
    assert load_settings().settings == chosen


def test_what_a_newer_program_wrote_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"language": "en", "signature_pad": {"width": 3}}', encoding="utf-8")
    loaded = load_settings(file)
    assert not loaded.damaged
    save_settings(replace(loaded.settings, text_size=120), file)
    assert json.loads(file.read_text(encoding="utf-8"))["signature_pad"] == {"width": 3}


def test_a_key_of_a_newer_program_never_replaces_our_own(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    save_settings(Settings(language="da", unknown={"language": "xx"}), file)
    assert load_settings(file) == Loaded(Settings(language="da"))


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe{}", b'{"language": "kl' * 3, b"[" * 100_000, b'{"a": ' + b"1" * 2_000_000],
    ids=["empty", "cut", "list", "null", "not-utf8", "torn", "deep", "huge"],
)
def test_a_damaged_file_gives_the_defaults_and_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    assert load_settings(file) == Loaded(Settings(), damaged=True)


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    assert load_settings(tmp_path).damaged


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "sv"),
        ("language", ["da"]),
        ("appearance", None),
        ("text_size", 99),
        ("text_size", 201),
        ("text_size", True),
        ("text_size", 120.0),
        ("store_folder", 7),
    ],
)
def test_one_bad_value_is_told_and_only_that_one_is_put_back(tmp_path: Path, name: str, value: object) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"report_folder": "/kept", name: value}), encoding="utf-8")
    assert load_settings(file) == Loaded(Settings(report_folder="/kept"), damaged=True)


def test_only_choices_are_kept_no_names_and_no_figures() -> None:
    assert set(asdict(Settings())) == {
        *("language", "appearance", "text_size", "export_folder", "report_folder", "store_folder", "window", "unknown"),
        "small_numbers",
        *("central_workbook", "central_receipts", "central_key"),
    }


def test_what_is_told_about_damaged_settings_is_in_danish_and_calms() -> None:
    assert "Det, du har registreret, er ikke rørt." in str(SettingsDamaged())
