"""Widgets that know nothing of the store: each shows a value and says when a person changed it."""
