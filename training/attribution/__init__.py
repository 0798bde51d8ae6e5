"""Training of the reader of attributions."""
