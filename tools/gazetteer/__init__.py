"""Builds the gazetteer that ships with the package. See ``docs/decisions/0005-gazetteer.md``."""
