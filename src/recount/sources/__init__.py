"""read(): anything people have → Report."""

from recount.sources.inputs import Passed, read
from recount.sources.limits import Limits

__all__ = ["Limits", "Passed", "read"]
