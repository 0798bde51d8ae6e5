"""One module a revision. Once released it is never changed; names and types are spelled out in it, not imported.

On SQLite a table that is altered is copied, and loses its triggers: a revision that alters `decisions` makes them anew.
"""
