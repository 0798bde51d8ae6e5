"""Trees → spaCy's training files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.treebank import Tree, read_trees
from training.variants import with_variants

SENTENCES_A_DOCUMENT = 8
"""How many are stored together. The parser is trained on single sentences, as it is used."""


def write_corpus(paths: Sequence[Path], target: Path, *, variants: bool, seed: int) -> None:
    """Write the trees of all files, with copies as feeds would spell them where `variants`."""
    vocab = Vocab()
    trees = [tree for path in paths for tree in read_trees(path)]
    chosen: Iterator[Tree] = with_variants(trees, seed) if variants else iter(trees)
    out = DocBin(attrs=["ORTH", "SPACY", "TAG", "HEAD", "DEP", "SENT_START"])
    while group := list(islice(chosen, SENTENCES_A_DOCUMENT)):
        out.add(to_doc(vocab, group))
    out.to_disk(target)


def to_doc(vocab: Vocab, trees: Sequence[Tree]) -> Doc:
    """One document of these sentences."""
    starts = [sum(len(t) for t in trees[:k]) for k in range(len(trees))]
    return Doc(
        vocab,
        words=[w.text for tree in trees for w in tree],
        spaces=[w.space or k == len(tree) - 1 for tree in trees for k, w in enumerate(tree)],
        tags=[w.tag for tree in trees for w in tree],
        heads=[start + w.head for start, tree in zip(starts, trees, strict=True) for w in tree],
        deps=["ROOT" if w.relation == "root" else w.relation for tree in trees for w in tree],
        sent_starts=[k == 0 for tree in trees for k in range(len(tree))],
    )
