"""read(): anything people have → Report."""

from recount.sources.clashes import without_clashes
from recount.sources.inputs import Passed, count, read
from recount.sources.limits import Limits

__all__ = ["Limits", "Passed", "count", "read", "without_clashes"]
