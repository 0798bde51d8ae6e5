"""Every entry of a lexicon that carries examples is tried on them, through the code that uses it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.resources import files

import pytest

from recount.claims.draft import scan
from recount.claims.means import find_means
from recount.lang.loader import LANGUAGES, lexicon
from recount.ontology import harms
from tests.claims.reading import read, text_of, tokens_of

Case = tuple[str, str, str, bool]
"""Lexicon, concept, sentence, and whether the concept must be found in it."""


def _cases() -> Iterator[Case]:
    for row in lexicon("en", "harms")["trigger"]:
        yield from (("harms", row["harm"], sentence, True) for sentence in row["hit"])
        yield from (("harms", row["harm"], sentence, False) for sentence in row["miss"])
    for name, harm in harms().items():
        yield from (("harms", name, harm.hit, True), ("harms", name, harm.miss, False))
    for name, key in (("weapons", "concept"), ("statements", "kind")):
        for row in lexicon("en", name)["entry"]:
            yield from ((name, row[key], sentence, True) for sentence in _several(row["hit"]))
            yield from ((name, row[key], sentence, False) for sentence in _several(row["miss"]))


def _several(examples: str | list[str]) -> list[str]:
    return [examples] if isinstance(examples, str) else examples


CASES = list(_cases())
FOUND_BY: dict[str, Callable[[str], set[str]]] = {
    "harms": lambda sentence: {c.harm.value for c in read(sentence).claims},
    "weapons": lambda sentence: {m.concept for m in find_means(tokens_of(sentence))},
    "statements": lambda sentence: {s.kind for s in read(sentence).statements},
}


@pytest.mark.parametrize(("name", "concept", "sentence", "hit"), CASES, ids=[f"{c[1]}-{c[2]}" for c in CASES])
def test_every_hit_is_found_and_no_miss(name: str, concept: str, sentence: str, hit: bool) -> None:
    found = FOUND_BY[name](sentence)
    assert (concept in found) == hit, f"{sentence!r} gives {sorted(found)}"


def test_there_is_a_hit_and_a_miss_for_every_concept_with_words() -> None:
    for name, key, rows in (
        ("harms", "harm", "trigger"),
        ("weapons", "concept", "entry"),
        ("statements", "kind", "entry"),
    ):
        concepts = {row[key] for row in lexicon("en", name)[rows]}
        for hit in (True, False):
            assert concepts <= {c[1] for c in CASES if c[0] == name and c[3] is hit}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lexicon_of_a_language_can_be_read(language: str) -> None:
    tables = [p.name for p in (files("recount.lang") / language).iterdir() if p.name.endswith(".toml")]
    assert len(tables) >= 12
    for table in tables:
        assert lexicon(language, table.removesuffix(".toml"))


def test_an_unknown_lexicon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        lexicon("en", "no-such-table")


def test_words_are_in_lower_case_and_said_once() -> None:
    """The tables are looked up by lower-case words: a capital would never match, a double would hide the other."""
    for name, rows in (("weapons", "entry"), ("victims", "noun"), ("not_victims", "noun")):
        said = [word for row in lexicon("en", name)[rows] for word in row["words"]]
        assert [word for word in said if word != word.lower()] == []
        assert [word for word, times in Counter(said).items() if times > 1] == [], name


def test_weak_words_are_words_of_their_harm() -> None:
    for row in lexicon("en", "harms")["trigger"]:
        known = {w for way in ("active", "passive", "toll", "noun") for w in row.get(way, ())}
        assert set(row.get("weak", ())) <= known


def test_no_sentence_of_the_lexicons_is_read_as_two_sentences() -> None:
    for _, _, sentence, _ in CASES:
        assert len(scan(text_of(sentence))) == 1, sentence


def test_no_lexicon_holds_a_key_that_toml_would_overwrite() -> None:
    for path in (files("recount.lang") / "en").iterdir():
        if path.name.endswith(".toml"):
            tomllib.loads(path.read_text("utf-8"))
