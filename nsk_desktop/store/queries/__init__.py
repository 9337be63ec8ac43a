"""Questions to the store: each answers with frozen rows."""
