"""The brief as Markdown. Whatever a report says is escaped: it can make no link, no heading and no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from recount.model import Release
from recount.publish.brief import brief_of
from recount.publish.brief_claims import Quote
from recount.publish.plain import legible

_MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]<>#|~&@!$^])")
_ADDRESS = re.compile(r"(?i)(?<=[a-z])(:)(?=//)|\b(www)(\.)")
_STARTS_BLOCK = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))")
_BLANK_LINES = re.compile(r"\n{3,}")
_PLAIN_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\\`\"'|]+", re.IGNORECASE)


class Safe(str):
    """Markdown of our own, which is not escaped."""

    __slots__ = ()


def write_markdown(release: Release) -> Iterator[str]:
    """The brief as Markdown."""
    text = legible(_template().render(brief=brief_of(release)))
    yield _BLANK_LINES.sub("\n\n", text).rstrip("\n") + "\n"


def escaped(value: object) -> str:
    """The value as text that Markdown shows as it is, on one line."""
    if isinstance(value, Safe):
        return value
    text = _MEANS_SOMETHING.sub(r"\\\1", " ".join(str(value).split()))
    text = _ADDRESS.sub(lambda found: f"{found[2] or ''}\\{found[1] or found[3]}", text)
    return _STARTS_BLOCK.sub(_blunted, text)


def link(words: str, address: str | None) -> Safe:
    """A link to the address, or the words alone where there is none that can stand in one."""
    if address is None or not _PLAIN_ADDRESS.fullmatch(address):
        return Safe(escaped(words))
    return Safe(f"[{escaped(words)}](<{address}>)")


def quotation(quote: Quote) -> Safe:
    """The sentence in quotation marks, its marked words in bold."""
    pieces = [escaped(quote.before), f"**{escaped(quote.marked)}**" if quote.marked else "", escaped(quote.after)]
    gaps = [" " if quote.before[-1:].isspace() else "", " " if quote.after[:1].isspace() else ""]
    return Safe(f"“{pieces[0]}{gaps[0]}{pieces[1]}{gaps[1]}{pieces[2]}”")


def _blunted(found: re.Match[str]) -> str:
    lead, sign = found[1], found[2]
    # "1." starts a list by its full stop, "-" by itself
    return f"{lead}{sign}\\" if sign.isdigit() else f"{lead}\\{sign}"


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("recount.publish"),
        autoescape=False,  # noqa: S701 - this is no HTML: `finalize` escapes every value for Markdown
        finalize=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["link"] = link
    environment.filters["quotation"] = quotation
    return environment.get_template("brief.md.j2")
