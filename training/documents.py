"""Writes training/DATA.md: every document of the treebanks that the parser is trained and tested on, and its licence.

python -m training.documents [--data ../shared]
"""

from __future__ import annotations

import argparse
import gzip
import os
from collections import defaultdict
from pathlib import Path

from training.treebank import NOT_FREE

PAGE = Path(__file__).parent / "DATA.md"

GUM = {
    "academic": "CC BY 4.0",
    "bio": "CC BY-SA 3.0",
    "conversation": "not named in GUM's licence file; Santa Barbara Corpus of Spoken American English",
    "court": "CC BY 4.0",
    "interview": "CC BY 2.5",
    "news": "CC BY 2.5",
    "speech": "not named in GUM's licence file; public speeches, see the document's source",
    "textbook": "not named in GUM's licence file; open textbooks, see the document's source",
    "vlog": "not named in GUM's licence file; videos published under CC BY, see the document's source",
    "voyage": "CC BY-SA 3.0",
}
"""Licence of the texts of each genre, as GUM's LICENSE.md states it. All annotations are CC BY 4.0."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("RECOUNT_DATA", "../shared")))
    treebanks = parser.parse_args().data / "corpora/treebanks"
    gum, ewt = documents(treebanks, "en_gum"), documents(treebanks, "en_ewt")
    PAGE.write_text(page(gum, ewt), encoding="utf-8")


def documents(treebanks: Path, name: str) -> list[str]:
    """The ids of a treebank's documents, in the order of its files."""
    found = []
    for path in sorted(treebanks.glob(f"{name}-ud-*.conllu.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found += [line.partition("=")[2].strip() for line in lines if line.startswith("# newdoc id")]
    return [document for document in found if not document.startswith(NOT_FREE)]


def page(gum: list[str], ewt: list[str]) -> str:
    """The page as Markdown."""
    genres: dict[str, list[str]] = defaultdict(list)
    for document in gum:
        genres[document.split("_")[1]].append(document.split("_", 2)[2])
    kinds: dict[str, list[str]] = defaultdict(list)
    for document in ewt:
        kinds[document.split("-")[0]].append(document.partition("-")[2])
    out = [
        "# Documents that the parser learnt from",
        "",
        "Written by `python -m training.documents`. The texts are not part of Recount; their trees train the",
        "weights in `src/recount/text/parser`, which are published under CC BY-SA 4.0.",
        "",
        f"## GUM: {len(gum)} documents",
        "",
        "Annotations CC BY 4.0. Left out for their licence (CC BY-NC-SA): wikiHow, fiction, essay, letter and podcast.",
        "Reddit's documents have no text.",
        "",
        "| genre | licence of the texts | documents |",
        "|---|---|---|",
        *(f"| {g} | {GUM[g]} | {', '.join(sorted(names))} |" for g, names in sorted(genres.items())),
        "",
        f"## English Web Treebank: {len(ewt)} documents",
        "",
        "CC BY-SA 4.0, texts and annotations as the treebank publishes them.",
        "",
        "| kind | documents |",
        "|---|---|",
        *(f"| {k} | {', '.join(sorted(names))} |" for k, names in sorted(kinds.items())),
    ]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    main()
