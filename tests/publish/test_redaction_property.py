"""Whatever holds a removed name, no writer lets it out: names are planted into every text of a release."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from typing import Any
from urllib.parse import quote, unquote

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from recount.model import Actor, ActorKind, Person, Place, Point, Precision, Profile, Release, ReportHead, Span
from recount.publish import BRIEFS, EXPORTERS, leaks, redact, write
from tests.publish.sample import sample_release

SYLLABLES = ("zaq", "vel", "mox", "ruj", "tav", "kiz", "dox", "yug", "bax", "fiz", "gwe", "hov")
ARABIC = ("زقور", "مخطاف", "قشعور", "ظفران", "غضبوط", "ثخينان")
NOT_TEXT = frozenset(
    {"digest", "made", "published", "country", "gazetteer", "group", "estimator", "policy", "url", "sex", "kind"}
)
CONTENT_ID = re.compile(r"[a-z]+:[0-9a-f]{16}")

latin_words = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=3).map(lambda parts: "".join(parts).title())
words = latin_words | st.sampled_from(ARABIC)
names = st.lists(words, min_size=2, max_size=3, unique_by=str.casefold).map(" ".join)
streets = st.builds("{} {}".format, latin_words, st.sampled_from(["Street", "Hospital", "School"]))


def spellings(value: str) -> list[str]:
    """Ways in which a text may hold a whole value."""
    ascii_json = json.dumps(value)[1:-1]
    return [
        f"and {value} too",
        f"«{value.upper()}»",
        f"{value.lower()}'s house",
        f"#{value.replace(' ', '_')}",
        f"{value.replace(' ', '-')}.",
        f"@{value.replace(' ', '')}2016",
        f"see https://x.example/{quote(value)}?a=1",
        f"{html.escape(value.replace(value[0], f'&#{ord(value[0])};', 1), quote=False)}".replace("&amp;#", "&#"),
        ascii_json if "\\u" in ascii_json else value.replace(" ", "\u00a0"),
        value.replace(" ", "\n"),
        f"{value[:2]}\u00ad{value[2:]}",
    ]


def parts_of(value: str) -> list[str]:
    """Its single words, the generic ones aside."""
    return [word for word in value.split() if word not in {"Street", "Hospital", "School"}]


class Planter:
    """Writes a value, or a word of one, onto the end of every text."""

    def __init__(self, values: list[str]) -> None:
        self._whole = [spelling for value in values for spelling in spellings(value)]
        self._parts = [spelling for value in values for word in parts_of(value) for spelling in (word, word.upper())]

    def into(self, thing: Any, field: str = "", *, whole: bool = False) -> Any:  # noqa: ANN401 - any of the model
        """The thing with a value in each of its texts; with `whole` no single word of one."""
        if isinstance(thing, Enum) or field in NOT_TEXT:
            return thing
        if isinstance(thing, str):
            return thing if CONTENT_ID.fullmatch(thing) else self._planted(thing, whole=whole)
        if isinstance(thing, tuple):
            return tuple(self.into(one, field, whole=whole) for one in thing)
        secret = isinstance(thing, Person) or (isinstance(thing, Actor) and _private(thing))
        if not dataclasses.is_dataclass(thing) or secret:
            return thing
        # a word within the name of a public body or a wide place stays there by design
        keeps = whole or isinstance(thing, Place | Actor)
        old = {one.name: getattr(thing, one.name) for one in dataclasses.fields(thing)}
        return replace(
            thing,  # type: ignore[type-var]
            **{name: self.into(value, name, whole=keeps or name == "outlet") for name, value in old.items()},
        )

    def _planted(self, text: str, *, whole: bool) -> str:
        choices = self._whole if whole else self._whole + self._parts
        # by length, so that equal texts stay equal and reports can still be joined
        return f"{text} {choices[len(text) % len(choices)]}" if text else text


def _private(actor: Actor) -> bool:
    return actor.kind is ActorKind.PRIVATE_PERSON


def with_secrets(release: Release, victim: str, nurse: str, street: str) -> Release:
    """The release with that victim, that private source and that street in their fields."""
    source = Actor(name=nurse, key=f"said:{nurse.lower()}", kind=ActorKind.PRIVATE_PERSON)
    spot = Point(latitude=36.1, longitude=37.2, radius=10, precision=Precision.EXACT, gazetteer="sample:9")
    place = Place(names=(street, "Aleppo", "Syria"), keys=(street.lower(), "alepo", "syria"), point=spot)
    person = Person(name=victim, span=Span(start=0, end=1))
    first = release.claims[0]
    claim = replace(first.grounded.claim, persons=(person,))
    grounded = replace(first.grounded, claim=claim, source=source, where=place, origins=(source.key,))
    return replace(release, claims=(replace(first, grounded=grounded), *release.claims[1:]))


def with_addresses(release: Release, value: str) -> Release:
    """The release with the value in the address of every report."""
    spelled: list[Callable[[str], str]] = [quote, lambda name: name.replace(" ", "-").lower()]
    heads: list[ReportHead] = [
        replace(head, url=f"https://x.example/{spelled[at % 2](value)}") for at, head in enumerate(release.reports)
    ]
    return replace(release, reports=tuple(heads))


def readings_of(written: str) -> list[str]:
    """The written text as it is, and as readers of HTML, of addresses and of JSON see it."""
    unjson = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), written)
    forms = [written, html.unescape(written), unquote(written), unjson, unquote(html.unescape(unjson))]
    return [" ".join(re.sub(r"[_\u00ad]", " ", form).replace("\u00ad", "").casefold().split()) for form in forms]


def assert_absent(written: str, value: str) -> None:
    for form in readings_of(written):
        assert value.casefold() not in form
        assert not any(value.casefold().replace(" ", sign) in form for sign in ("-", ""))
        for part in parts_of(value):
            assert not re.search(rf"(?<!\w){re.escape(part.casefold())}(?!\w)", form)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(victim=names, nurse=names, street=streets)
@example(victim="Zaqvel Moxruj", nurse="زقور مخطاف", street="Tavkiz Hospital")
def test_no_writer_lets_out_a_removed_value_or_a_word_of_it(victim: str, nurse: str, street: str) -> None:
    secrets = [victim, nurse, street]
    planted = with_secrets(Planter(secrets).into(sample_release()), victim, nurse, street)
    release = redact(with_addresses(planted, victim), Profile.PUBLIC)
    assert {victim, nurse, street} <= {one.value for one in release.removed}
    outputs = [
        *("".join(write(release, form=form, what=what)) for form in EXPORTERS for what in ("claims", "incidents")),
        *("".join(write(release, form=form, what="brief")) for form in BRIEFS),
    ]
    for written in outputs:
        for value in secrets:
            assert_absent(written, value)
        assert not leaks(written, release.removed)


def test_the_property_would_notice_a_leak() -> None:
    planted = Planter(["Zaqvel Moxruj"]).into(sample_release())
    for form in EXPORTERS:
        written = "".join(write(planted, form=form, what="claims"))
        assert any("zaqvel moxruj" in reading for reading in readings_of(written))
