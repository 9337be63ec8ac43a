"""Records, code lists and rules: no files, no SQL text, no Qt."""
