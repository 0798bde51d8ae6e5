"""The list of words that are written small: `python -m training.common_words` writes it anew.

Out of the training parts of the treebanks: a word is common if it stands there in small letters more often than as a
name. The list is a fact about English, no text: it serves to read reports set in capitals.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from training.treebank import read_trees

LIST = Path("src/recount/lang/en/common_words.txt")
NAMES = frozenset({"NNP", "NNPS"})


def common_words(treebanks: Path) -> list[str]:
    """The words of the treebanks' training parts that are common, sorted."""
    small, names = Counter[str](), Counter[str]()
    for path in sorted(treebanks.glob("*-train*.conllu.gz")):
        for tree in read_trees(path):
            for word in tree:
                if word.text.isalpha() and len(word.text) > 1:
                    if word.tag in NAMES:
                        names[word.text.lower()] += 1
                    elif word.text.islower():
                        small[word.text] += 1
    return sorted(w for w in small if small[w] >= names[w] / 4 and w.isascii())


def main() -> None:
    """Write the list beside the other tables of English."""
    data = Path(os.environ.get("RECOUNT_DATA", "../shared"))
    LIST.write_text("\n".join(common_words(data / "corpora" / "treebanks")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
