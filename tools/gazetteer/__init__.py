"""Builds the gazetteer that ships with the package. See ``docs/decisions/0008-gazetteer.md``."""
