"""prepare(): Report → Text, with segments and sentences as spans into the canonical text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recount.model import Report, Text
from recount.text.capitals import in_capitals, in_ordinary_print
from recount.text.dateline import find_credits, find_dateline
from recount.text.language import other_language
from recount.text.parse import with_parses
from recount.text.segments import find_segments
from recount.text.sentences import find_sentences

__all__ = ["prepare"]


def prepare(reports: Iterable[Report], *, parser: str = "", whole: bool = False) -> Iterator[Text]:
    """Each report with its segments, its sentences and the day it is dated. Lazy; a pure function of each report.

    Args:
        reports: taken as they come.
        parser: the name or folder of a spaCy pipeline that parses sentences; the shipped one unless given.
        whole: parse all sentences, as the reader of attributions needs; only those that may tell of harm unless given.

    Raises:
        SettingsError: there is no such pipeline, or it can't be used.
    """
    for report in reports:
        segments = find_segments(report)
        dateline, where = find_dateline(report) or (None, None)
        foreign = other_language(report.canonical)
        sentences = list(find_sentences(report.canonical, segments))
        if in_capitals(report.text):
            sentences = list(in_ordinary_print(sentences))
        yield Text(
            report=report,
            segments=segments,
            sentences=tuple(sentences if foreign else with_parses(sentences, parser, whole=whole)),
            published=dateline or report.published,
            dateline=where,
            other_language=foreign,
            dateline_differs=bool(dateline and report.published and dateline != report.published),
            credits=find_credits(report),
        )
