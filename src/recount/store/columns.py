"""Column types that behave alike on SQLite and PostgreSQL. The one place where the schema knows its databases."""

from __future__ import annotations

import re

from sqlalchemy import BigInteger, Dialect, Integer, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

# SQLite gives a table's rowid, and with it the fastest join, to a key declared INTEGER only.
Number = BigInteger().with_variant(Integer(), "sqlite")
"""A row number that we assign, from 1."""

_UNKEEPABLE = re.compile("[\x00\x01\ud800-\udfff]")
_KEPT = re.compile("\x01([\x01\x02]|\x03[0-9a-f]{4})")


class Words(TypeDecorator[str]):
    """Text from outside, kept whole, and ordered by code point as Python orders it.

    PostgreSQL can't hold NUL, UTF-8 can't hold half of a surrogate pair, and an input may bring both: they are kept
    escaped behind U+0001. Except for such halves the escape keeps the order.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Text in code point order: PostgreSQL would else order by the server's language."""
        return Text(collation="C" if dialect.name == "postgresql" else None)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """What the database holds for a text."""
        return value if value is None else _UNKEEPABLE.sub(_escape, value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """The text again."""
        return value if value is None else _KEPT.sub(_unescape, value)


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character <= "\x01":
        return "\x01\x01" if character == "\x00" else "\x01\x02"
    return f"\x01\x03{ord(character):04x}"


def _unescape(found: re.Match[str]) -> str:
    kept = found[1]
    if kept[0] == "\x03":
        return chr(int(kept[1:], 16))
    return "\x00" if kept == "\x01" else "\x01"
