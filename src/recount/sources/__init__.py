"""read(): anything people have → Report."""

from recount.sources.inputs import Passed, count, read
from recount.sources.limits import Limits

__all__ = ["Limits", "Passed", "count", "read"]
