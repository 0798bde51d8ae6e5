"""Parse: the syntax of sentences that may tell of harm."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from recount.errors import SettingsError
from recount.model import Parse, Report, Text
from recount.text import prepare
from recount.text.parse import load


def text_of(body: str) -> Text:
    return next(prepare([Report(given_id="r", title="", text=body)]))


def parse_of(sentence: str) -> tuple[list[str], Parse]:
    (found,) = text_of(sentence).sentences
    assert found.parse is not None
    return [t.text for t in found.tokens], found.parse


def governor(sentence: str, word: str) -> tuple[str, str]:
    """The word that a word hangs from, and by which relation."""
    words, parse = parse_of(sentence)
    k = words.index(word)
    return words[parse.heads[k]], parse.relations[k]


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("A mortar shell killed nine people in the market.", "people", ("killed", "obj")),
        ("A mortar shell killed nine people in the market.", "shell", ("killed", "nsubj")),
        ("Nine people were killed by a shell.", "people", ("killed", "nsubj:pass")),
        ("Nine people were killed near al-Qasr, the ministry said.", "ministry", ("said", "nsubj")),
        # as feeds spell it
        ("NINE PEOPLE WERE KILLED BY A SHELL.", "PEOPLE", ("KILLED", "nsubj:pass")),
        ("nine people were killed by a shell", "people", ("killed", "nsubj:pass")),
        ("“Nine people were killed by a shell”", "people", ("killed", "nsubj:pass")),
    ],
)
def test_a_word_hangs_from_its_governor(sentence: str, word: str, expected: tuple[str, str]) -> None:
    assert governor(sentence, word) == expected


def test_a_parse_is_as_long_as_its_sentence_and_is_a_tree() -> None:
    words, parse = parse_of("Syria's army said 1,200 people fled al-Qasr; nine were killed, it can't say where.")
    assert len(parse.tags) == len(parse.heads) == len(parse.relations) == len(words)
    assert parse.relations.count("root") == 1
    for k in range(len(words)):
        seen = set()
        while parse.heads[k] != k:
            assert k not in seen
            seen.add(k)
            k = parse.heads[k]
        assert parse.relations[k] == "root"


@pytest.mark.parametrize("sentence", ["It rained all day.", "Nine shops were open.", "They were killed."])
def test_a_sentence_without_a_harm_and_a_number_is_not_parsed(sentence: str) -> None:
    assert [s.parse for s in text_of(sentence).sentences] == [None]


def test_sentences_keep_their_order_and_their_own_parse() -> None:
    sentences = text_of("It rained. Nine people died. It snowed. A shell killed four.").sentences
    assert [s.parse is not None for s in sentences] == [False, True, False, True]
    assert all(s.parse is None or len(s.parse.heads) == len(s.tokens) for s in sentences)


def test_a_pipeline_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere.*can't be loaded"):
        load(str(tmp_path / "nowhere"))


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(SettingsError, match="Universal Dependencies"):
        load(str(tmp_path / "blank"))


def test_another_pipeline_can_be_named(tmp_path: Path) -> None:
    other = spacy.load(load().path, exclude=["tagger"])
    other.to_disk(tmp_path / "other")
    text = next(
        prepare([Report(given_id="r", title="", text="Nine people were killed.")], parser=str(tmp_path / "other"))
    )
    (sentence,) = text.sentences
    assert sentence.parse is not None
    assert sentence.parse.relations[1] == "nsubj:pass"
    assert set(sentence.parse.tags) == {""}
