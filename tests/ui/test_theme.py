"""Looks: measured contrast in light and dark, sizes of text, and respect for high contrast."""

from itertools import product

import pytest
from PySide6.QtWidgets import QApplication

from nsk_desktop.ui import theme
from nsk_desktop.ui.tokens import DARK, LIGHT, PART_CONTRAST, TEXT_CONTRAST, Tokens, contrast

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)


@BOTH
def test_every_text_can_be_read_on_what_it_stands_on(tokens: Tokens) -> None:
    grounds = (tokens.window, tokens.base, tokens.side)
    for ink, ground in product((tokens.text, tokens.secondary, tokens.error, tokens.accent), grounds):
        assert contrast(ink, ground) >= TEXT_CONTRAST, (ink, ground)
    for ink, ground in (
        (tokens.on_accent, tokens.accent),
        (tokens.on_accent, tokens.accent_pressed),
        (tokens.text, tokens.hover),
        (tokens.text, tokens.selected),
        (tokens.on_tint, tokens.error_tint),
        (tokens.on_tint, tokens.success_tint),
        (tokens.on_tint, tokens.warning_tint),
        (tokens.on_practice, tokens.practice),
    ):
        assert contrast(ink, ground) >= TEXT_CONTRAST, (ink, ground)


@BOTH
def test_borders_and_focus_can_be_seen(tokens: Tokens) -> None:
    for part, ground in product((tokens.border, tokens.focus, tokens.accent), (tokens.window, tokens.base)):
        assert contrast(part, ground) >= PART_CONTRAST, (part, ground)


def test_the_measure_finds_what_is_too_faint() -> None:
    assert contrast("#FFFFFF", "#FFFFFF") == 1
    assert round(contrast("#1A1A1A", "#FFFFFF"), 1) == 17.4
    # Fusion's own placeholder colour on white, which is why there is a palette of ours.
    assert contrast("#808080", "#FFFFFF") < TEXT_CONTRAST


@pytest.mark.parametrize(("appearance", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_the_chosen_appearance_is_used(qapp: QApplication, appearance: str, tokens: Tokens) -> None:
    assert theme.apply_theme(qapp, appearance) is tokens
    assert qapp.palette().window().color().name().upper() == tokens.window


def test_text_grows_with_the_chosen_size_and_shrinks_back(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light", 100)
    ordinary = qapp.font().pointSizeF()
    theme.apply_theme(qapp, "light", 200)
    assert qapp.font().pointSizeF() == 2 * ordinary
    theme.apply_theme(qapp, "light", 100)
    assert qapp.font().pointSizeF() == ordinary


def test_high_contrast_keeps_the_colours_of_the_system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "wants_contrast", lambda _app: True)
    theme.apply_theme(qapp, "dark")
    assert qapp.styleSheet() == ""
