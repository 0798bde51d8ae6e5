"""read(): anything people have → Report."""

from recount.sources.clashes import without_clashes
from recount.sources.inputs import count, read
from recount.sources.keeping import Keeper, KeepsNothing
from recount.sources.limits import Limits
from recount.sources.noted import Noted
from recount.sources.streams import Found, Passed, Unchanged, is_address
from recount.sources.tables.columns import parse_columns

__all__ = [
    "Found",
    "Keeper",
    "KeepsNothing",
    "Limits",
    "Noted",
    "Passed",
    "Unchanged",
    "count",
    "is_address",
    "parse_columns",
    "read",
    "without_clashes",
]
