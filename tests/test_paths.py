"""Where files are: shipped ones are found, the user's lie in the user's own folders, and writes are whole."""

import os
from pathlib import Path

import pytest

from nsk_desktop import paths


def test_the_catalogue_and_the_migrations_are_found_in_a_checkout() -> None:
    assert paths.resource("locale", "da", "LC_MESSAGES", "nsk.mo").is_file()
    assert paths.migrations().name == "db"


def test_a_folder_inside_the_package_wins_over_one_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "nsk_desktop")
    (tmp_path / "resources").mkdir()
    assert paths.resource() == tmp_path / "resources"
    (tmp_path / "nsk_desktop" / "resources").mkdir(parents=True)
    assert paths.resource() == tmp_path / "nsk_desktop" / "resources"


@pytest.mark.parametrize("folder", [paths.user_data, paths.user_config, paths.user_log])
def test_the_users_files_lie_in_the_users_own_folders(folder: "type[object]") -> None:
    own = Path(os.environ["HOME"])
    assert Path(str(folder())).is_relative_to(own)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "settings.json"
    paths.write_whole(file, b"first")
    paths.write_whole(file, b"second")
    assert file.read_bytes() == b"second"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / "settings.json"
    paths.write_whole(file, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(OSError, match="No space"):
        paths.write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
