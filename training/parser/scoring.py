"""How well a parser reads the treebanks' test parts, sentence boundaries given."""

from __future__ import annotations

import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from training.parser.corpus import to_doc
from training.treebank import Tree, read_trees
from training.variants import lower, no_commas, upper


def scores(model: Path, treebanks: Path) -> dict[str, dict[str, float]]:
    """Tag accuracy, unlabelled and labelled attachment (punctuation left out) and words a second, by test set."""
    nlp = spacy.load(model)
    ewt = list(read_trees(treebanks / "en_ewt-ud-test.conllu.gz"))
    gum = list(read_trees(treebanks / "en_gum-ud-test.conllu.gz"))
    sets = {"ewt": ewt, "gum": gum, "all": ewt + gum}
    sets |= {f.__name__: [f(tree) for tree in sets["all"]] for f in (upper, lower, no_commas)}
    return {name: _score(nlp, trees) for name, trees in sets.items()}


def _score(nlp: Language, trees: list[Tree]) -> dict[str, float]:
    docs = [Doc(nlp.vocab, words=[w.text for w in t], spaces=[w.space for w in t]) for t in trees]
    for doc in docs:
        for token in doc:
            token.is_sent_start = token.i == 0
    started = time.process_time()
    parsed = list(nlp.pipe(docs))
    spent = time.process_time() - started
    words = tags = heads = both = 0
    for doc, tree in zip(parsed, trees, strict=True):
        gold = to_doc(nlp.vocab, [tree])
        for ours, theirs in zip(doc, gold, strict=True):
            tags += ours.tag_ == theirs.tag_
            if theirs.dep_ == "punct":
                continue
            words += 1
            heads += ours.head.i == theirs.head.i
            both += ours.head.i == theirs.head.i and ours.dep_ == theirs.dep_
    total = sum(len(t) for t in trees)
    return {
        "tag": round(tags / total, 4),
        "uas": round(heads / words, 4),
        "las": round(both / words, 4),
        "words_per_second": round(total / spent),
    }
