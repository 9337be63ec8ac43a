"""A central workbook that LibreOffice has saved is merged as if it had not been."""

import subprocess
from pathlib import Path

import pytest

from nsk_desktop.exchange import central, merge
from tests.exchange.laptops import NOW, file_of, row, write_file


@pytest.mark.soffice
def test_a_workbook_that_libreoffice_saved_has_no_hand_edits_and_nothing_to_change(tmp_path: Path) -> None:
    workbook = tmp_path / "central.xlsx"
    central.new_workbook(workbook)
    names = ("=Skolen", " Klubben ", "To\nlinjer")
    rows = [row("Aktører", f"x{place}", navn=name) for place, name in enumerate(names)]
    file = write_file(tmp_path / "sent", file_of({"Aktører": rows}))
    merge.merge(workbook, [file], now=NOW)
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(tmp_path / "out"), str(workbook)], check=True, capture_output=True)
    saved = tmp_path / "out" / workbook.name
    before = saved.read_bytes()
    assert before != workbook.read_bytes()
    report = merge.merge(saved, [file], now=NOW)
    assert (report.changed, report.plan.hand_edits) == (False, [])
    assert saved.read_bytes() == before
