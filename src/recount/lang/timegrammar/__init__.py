"""The grammar of time: where expressions of time stand in a text and of which words they are made."""

from recount.lang.timegrammar.expressions import Expression, find_expressions

__all__ = ["Expression", "find_expressions"]
