"""Neither the log nor a crash report holds a value: what a person wrote stays in the store."""

import ast
import logging
import logging.handlers
from collections.abc import Iterator
from pathlib import Path

import pytest

from nsk_desktop import log
from nsk_desktop.log import WithoutValues, crash_report, log_file, start_log, stop_log

CANARY = "Amina Yusuf"
LOG = logging.getLogger("nsk_desktop.store.engine")


@pytest.fixture
def handler() -> Iterator[logging.Handler]:
    """The log of the program, running."""
    handler = start_log()
    yield handler
    stop_log(handler)


def written() -> str:
    """What the log file holds."""
    return log_file().read_text(encoding="utf-8")


def crash() -> Exception:
    """An error whose words, cause and frames all hold the canary."""
    participant = CANARY
    try:
        try:
            raise KeyError(participant)
        except KeyError as cause:
            raise ValueError(f"/home/{participant}/nsk.db") from cause
    except ValueError as error:
        return error


@pytest.mark.usefixtures("handler")
def test_what_happened_and_how_many_is_written() -> None:
    LOG.info("opened in %d ms, %.1f MB", 12, 3.5)
    assert "INFO nsk_desktop.store.engine: opened in 12 ms, 3.5 MB" in written()


@pytest.mark.usefixtures("handler")
def test_no_value_reaches_the_file() -> None:
    LOG.info("opened %s", Path("/home") / CANARY)
    LOG.info("opened %(name)s and %(count)d", {"name": CANARY, "count": 3})
    logging.getLogger("sqlalchemy.engine").error("INSERT %s", CANARY)
    logging.getLogger("nsk_desktop_other").error(CANARY)
    logging.getLogger("py.warnings").warning(CANARY)
    LOG.error("failed", exc_info=crash(), stack_info=True)
    assert CANARY not in written()
    assert "opened … and 3" in written()
    assert "builtins.ValueError" in written()
    assert "builtins.KeyError" in written()
    assert f"{__name__}:" in written()


def test_a_message_that_cannot_be_filled_in_is_hidden() -> None:
    record = logging.LogRecord(LOG.name, logging.ERROR, __file__, 1, "not a number: %d", (CANARY,), None)
    assert WithoutValues().format(record) == "…"


def test_control_an_ordinary_handler_would_have_written_the_values(tmp_path: Path) -> None:
    ordinary = logging.FileHandler(tmp_path / "plain.log", encoding="utf-8")
    LOG.addHandler(ordinary)
    try:
        LOG.error("opened %s", CANARY, exc_info=crash())
    finally:
        LOG.removeHandler(ordinary)
        ordinary.close()
    assert (tmp_path / "plain.log").read_text(encoding="utf-8").count(CANARY) > 2


def test_words_that_another_handler_left_on_the_record_are_not_written() -> None:
    error = crash()
    record = logging.LogRecord(LOG.name, logging.ERROR, __file__, 1, "failed", None, (ValueError, error, None))
    assert CANARY in logging.Formatter().format(record)
    assert CANARY in (record.exc_text or "")
    assert CANARY not in WithoutValues().format(record)
    assert CANARY in (record.exc_text or ""), "the record itself is left as it was"


@pytest.mark.usefixtures("handler")
def test_the_log_is_kept_short_and_the_newest_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_SIZE", 2_000)
    for number in range(200):
        LOG.info("saved %d", number)
    files = sorted(log_file().parent.iterdir())
    assert [file.name for file in files] == ["nsk-desktop.log", "nsk-desktop.log.1", "nsk-desktop.log.2"]
    assert all(file.stat().st_size < 2_200 for file in files)
    together = "".join(file.read_text(encoding="utf-8") for file in reversed(files))
    told = [int(line.split()[-1]) for line in together.splitlines()]
    assert told == list(range(told[0], 200)), "no line is lost between two files"


def test_a_log_that_cannot_be_written_stops_nothing_and_tells_no_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    handler = start_log(tmp_path / "log" / "nsk.log")
    try:
        LOG.info("opened %s", CANARY)
    finally:
        stop_log(handler)
    assert CANARY not in "".join(capsys.readouterr())


def test_control_an_ordinary_handler_would_complain_with_the_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ordinary = logging.handlers.RotatingFileHandler(tmp_path / "no such folder" / "nsk.log", maxBytes=1_000, delay=True)
    LOG.addHandler(ordinary)
    try:
        LOG.error("opened %s", CANARY)
    finally:
        LOG.removeHandler(ordinary)
    assert CANARY in capsys.readouterr().err


def test_a_crash_report_tells_where_and_which_version_but_no_values() -> None:
    report = crash_report(crash())
    assert "NSK Desktop 0." in report
    assert "Python 3." in report
    assert "builtins.ValueError" in report
    assert " crash" in report
    assert CANARY not in report
    assert str(Path(__file__).parent) not in report


def test_an_error_that_is_its_own_cause_ends() -> None:
    error = ValueError(CANARY)
    error.__context__ = KeyError(CANARY)
    error.__context__.__context__ = error
    assert crash_report(error).count("ValueError") == 1


def filled_in_messages(source: str) -> list[int]:
    """Lines of *source* that log anything but a fixed text as the message."""
    verbs = {"debug", "info", "warning", "error", "exception", "critical"}
    return [
        call.lineno
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in verbs
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id.lower().strip("_") in {"log", "logger", "logging"}
        and not (call.args and isinstance(call.args[0], ast.Constant))
    ]


def test_every_log_message_in_the_program_is_a_fixed_text(checkout: Path) -> None:
    found = {
        f"{file.relative_to(checkout)}:{line}"
        for file in (checkout / "nsk_desktop").rglob("*.py")
        for line in filled_in_messages(file.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize("line", ["log.info(f'opened {name}')", "_LOG.error('a' + name)", "logger.warning(name)"])
def test_control_a_message_with_a_value_in_it_is_caught(line: str) -> None:
    assert filled_in_messages(line) == [1]
    assert filled_in_messages("log.info('opened %s', name)") == []
