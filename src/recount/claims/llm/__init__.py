"""The extractor ``llm``: a language model says where the claims are; what its words don't hold is refused.

The model's answer is data from a stranger. Its quotations are looked up in the report, numbers and bounds are read from
the quoted words by Recount's own grammar, every other value must be of a closed set or stand in the report word for
word. Whatever does not hold is dropped and counted. Statements are read by the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from recount.claims.draft import scan
from recount.claims.extractors import Extractor
from recount.claims.foreign import in_another_language
from recount.claims.llm.answers import WHY, parse
from recount.claims.llm.asking import Server, instruction, server_from
from recount.claims.llm.checking import claims_of
from recount.claims.statements import find_statements
from recount.config import Settings
from recount.errors import SkipReport
from recount.model import Extracted, Refusal, Text

LONGEST = 100_000
"""Code points of a report that are sent at most. Cutting a report would lose claims without a word."""


def by_llm(settings: Settings) -> Extractor:
    """The extractor, asking the server that the settings name. Nothing is sent until it is given a text.

    Raises:
        SettingsError: the address or the model is not set, or the HTTP library is not installed.
    """
    return Asking(server_from(settings))


class Asking:
    """Reads claims by asking a server, one report at a time."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def __call__(self, texts: Iterable[Text], /) -> Iterator[Extracted]:
        """The checked claims of each text, in text order, and a refusal for every one that was dropped."""
        for text in texts:
            yield in_another_language(text) if text.other_language is not None else self._read(text)

    def _read(self, text: Text) -> Extracted:
        if len(text.canonical) > LONGEST:
            raise SkipReport(
                f"is longer than the {LONGEST:,} characters that the extractor llm sends at most: split it into"
                " reports, or read it by the rules"
            )
        answer = parse(self.server.ask(instruction(), text.canonical))
        scanned = scan(text)
        claims, dropped = claims_of(text, scanned, answer.rows)
        refused = Counter(dropped) + Counter(answer.refused)
        return Extracted(
            text=text,
            claims=claims,
            statements=tuple(find_statements(text, scanned)),
            refusals=tuple(
                Refusal(kind=kind, sentence=WHY[kind]) for kind, n in sorted(refused.items()) for _ in range(n)
            ),
        )
