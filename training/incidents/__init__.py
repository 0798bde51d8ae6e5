"""Fit of the model that says which tellings are of one event."""
