"""The colours of the window, light and dark, and how their contrast is measured."""

from dataclasses import dataclass

TEXT_CONTRAST = 4.5
"""Least contrast of text against what it stands on (WCAG 1.4.3)."""
PART_CONTRAST = 3.0
"""Least contrast of borders, indicators and chart parts (WCAG 1.4.11)."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours; each is named for what it means, never for how it looks."""

    name: str
    window: str
    base: str
    side: str
    """Behind the navigation."""
    text: str
    secondary: str
    border: str
    line: str
    """Between things that stand apart anyway; decoration only."""
    accent: str
    on_accent: str
    accent_pressed: str
    hover: str
    selected: str
    """Behind the chosen row of a list that does not have the focus."""
    error: str
    error_tint: str
    success: str
    success_tint: str
    warning: str
    warning_tint: str
    on_tint: str
    focus: str
    practice: str
    on_practice: str


LIGHT = Tokens(
    name="light",
    window="#F6F7F9",
    base="#FFFFFF",
    side="#FFFFFF",
    text="#1A1A1A",
    secondary="#595959",
    border="#707070",
    line="#DADEE4",
    accent="#004D99",
    on_accent="#FFFFFF",
    accent_pressed="#003A73",
    hover="#E9F0F7",
    selected="#D5E4F3",
    error="#CC0000",
    error_tint="#FFE9E9",
    success="#2B6B00",
    success_tint="#E6F3DD",
    warning="#8A5300",
    warning_tint="#FFEECC",
    on_tint="#1A1A1A",
    focus="#454545",
    practice="#FEBB30",
    on_practice="#1A1A1A",
)
DARK = Tokens(
    name="dark",
    window="#1E1E1E",
    base="#161616",
    side="#191919",
    text="#F2F2F2",
    secondary="#B8B8B8",
    border="#8E8E8E",
    line="#3A3A3A",
    accent="#6CB4FF",
    on_accent="#0B0B0B",
    accent_pressed="#98CAFF",
    hover="#2A3138",
    selected="#2B3F53",
    error="#FF9A9A",
    error_tint="#3B1F1F",
    success="#8FD16A",
    success_tint="#20301A",
    warning="#FEBB30",
    warning_tint="#382B10",
    on_tint="#F2F2F2",
    focus="#FFD54A",
    practice="#FEBB30",
    on_practice="#1A1A1A",
)


def contrast(one: str, other: str) -> float:
    """The contrast between two colours (``#RRGGBB``), 1 to 21, as WCAG measures it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
