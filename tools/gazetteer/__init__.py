"""Builds the gazetteer that ships with the package. See ``docs/decisions/0004-gazetteer.md``."""
