"""One module a revision. What it says is never changed once released; names and types are spelled out, not imported."""
