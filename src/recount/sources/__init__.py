"""read(): anything people have → Report."""

from recount.sources.clashes import without_clashes
from recount.sources.inputs import count, read
from recount.sources.keeping import Keeper, KeepsNothing
from recount.sources.limits import Limits
from recount.sources.streams import Passed, is_address

__all__ = ["Keeper", "KeepsNothing", "Limits", "Passed", "count", "is_address", "read", "without_clashes"]
