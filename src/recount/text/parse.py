"""Parse: the syntax of sentences that tell of harm. The only module that knows spaCy.

The shipped pipeline was trained for Recount's own words (see `training/`). Any other spaCy pipeline whose parser speaks
Universal Dependencies can take its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from threadpoolctl import ThreadpoolController

from recount.errors import SettingsError
from recount.lang.loader import lexicon
from recount.lang.phrases import PhraseTable
from recount.model import Parse, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SHIPPED = Path(__file__).parent / "parser"

NEEDED = frozenset({"nsubj", "obj", "obl", "nsubj:pass"})
"""Relations a pipeline must know to be of use."""

AT_ONCE = 64
"""Sentences parsed together: enough for speed, and it bounds the memory a long report takes."""


def with_parses(sentences: Sequence[Sentence], pipeline: str = "", *, whole: bool = False) -> list[Sentence]:
    """The sentences, those that may tell of harm with their syntax. Time grows with the number of tokens.

    Args:
        sentences: in text order.
        pipeline: the name or folder of a spaCy pipeline; the shipped one unless given.
        whole: give all sentences their syntax.

    Raises:
        SettingsError: there is no such pipeline, or its parser does not speak Universal Dependencies.
    """
    chosen = [bool(s.tokens) if whole else may_tell_of_harm(s.tokens) for s in sentences]
    if not any(chosen):
        return list(sentences)
    telling = [s for s, taken in zip(sentences, chosen, strict=True) if taken]
    parses = _parsed(telling, load(pipeline))
    return [replace(s, parse=next(parses)) if taken else s for s, taken in zip(sentences, chosen, strict=True)]


def may_tell_of_harm(tokens: Sequence[Token]) -> bool:
    """Whether a phrase of harm and a number, or a determiner of one person, stand in the sentence."""
    numbers = _number_words()
    counts = any(t.lower in numbers or t.text[0].isdigit() for t in tokens)
    return counts and next(_harm_phrases().find(tokens), None) is not None


@cache
def load(pipeline: str = "") -> Language:
    """The pipeline, loaded once in a process.

    Raises:
        SettingsError: as for `with_parses`.
    """
    import spacy

    try:
        nlp = spacy.load(pipeline or SHIPPED, exclude=["ner", "lemmatizer", "senter", "textcat"])
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"parser = {pipeline!r} can't be loaded as a spaCy pipeline: install it, give its folder, or remove the"
            " setting for the parser that comes with Recount"
        ) from error
    if "parser" not in nlp.pipe_names or not set(nlp.pipe_labels["parser"]) >= NEEDED:
        raise SettingsError(
            f"parser = {pipeline!r} has no parser for Universal Dependencies ({', '.join(sorted(NEEDED))}): choose a"
            " pipeline that has, or remove the setting for the parser that comes with Recount"
        )
    _multiply_by_numpy(nlp)
    return nlp


def _multiply_by_numpy(nlp: Language) -> None:
    """Have NumPy's library multiply matrices for the pipeline, where that is a fast one and spaCy would take BLIS.

    BLIS does 25 thousand million operations a second where OpenBLAS does 60 (one core of an AMD EPYC with AVX-512),
    and matrices are half of the time that a parse takes. OpenBLAS would use every core and spin while it waits for the
    others, so `_parsed` holds it to one. On a GPU, or with a library of the machine's maker, spaCy's choice stands.
    """
    from thinc.api import NumpyOps

    if not any(library["internal_api"] in _OUTRUN_BLIS for library in _blas().info()):
        return
    by_numpy = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for node in component.model.walk() if hasattr(component, "model") else ():
            if type(node.ops) is NumpyOps:
                node.ops = by_numpy


_OUTRUN_BLIS = frozenset({"openblas", "mkl"})


@cache
def _blas() -> ThreadpoolController:
    """The libraries for matrices that are loaded by now; NumPy's is, since spaCy asked for it."""
    return ThreadpoolController().select(user_api="blas")


def _parsed(sentences: Sequence[Sentence], nlp: Language) -> Iterator[Parse]:
    names = nlp.vocab.strings
    for first in range(0, len(sentences), AT_ONCE):
        with _blas().limit(limits=1):
            docs = list(nlp.pipe((_doc(s.tokens, nlp) for s in sentences[first : first + AT_ONCE]), batch_size=AT_ONCE))
        for doc in docs:
            # As numbers, which is several times faster than asking each token for its words.
            tags, heads, relations = doc.to_array(["TAG", "HEAD", "DEP"]).T.tolist()
            yield Parse(
                tags=tuple([names[tag] for tag in tags]),
                heads=tuple([k + _signed(head) for k, head in enumerate(heads)]),
                relations=tuple([names[relation].lower() for relation in relations]),
            )


def _signed(offset: int) -> int:
    """The steps to a head, which spaCy gives as an unsigned number of 64 bits."""
    return offset - 2**64 if offset >= 2**63 else offset


def _doc(tokens: Sequence[Token], nlp: Language) -> Doc:
    """The sentence in Recount's own words, which the pipeline takes as they are."""
    from spacy.tokens import Doc

    gaps = [a.end < b.start for a, b in pairwise(tokens)]
    starts: list[bool | int | None] = [k == 0 for k in range(len(tokens))]
    return Doc(nlp.vocab, words=[t.text for t in tokens], spaces=[*gaps, False], sent_starts=starts)


@cache
def _harm_phrases() -> PhraseTable[bool]:
    ways = ("active", "passive", "toll", "noun")
    rows = lexicon("en", "harms")["trigger"]
    return PhraseTable((phrase, True) for row in rows for way in ways for phrase in row.get(way, ()))


@cache
def _number_words() -> frozenset[str]:
    table = lexicon("en", "numbers")
    return frozenset(word for words in table.values() for word in words) | {"a", "an", "another"}
