"""Figures: pure functions over rows. Nothing here knows where a row came from or where a figure is shown."""
