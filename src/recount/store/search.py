"""Search over reports: terms out of what a user types, the index that both databases keep, and excerpts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select, text

from recount.errors import UsageError
from recount.lang.folding import Word, fold_text, words_of
from recount.model import Hit, Report, ReportHead, Span, Term
from recount.store.lines import decode
from recount.store.meta import read_number, write_number
from recount.store.readings import AT_ONCE
from recount.store.schema import reports

MOST_TERMS = 20
MOST_INDEXED = 400_000
"""Code points of one report that are indexed. PostgreSQL indexes no more than a megabyte of one text."""

EXCERPT = 30
"""Words of an excerpt."""

_TERM = re.compile(r'"([^"]*)"?|(\S+)')


def parse_query(words: str) -> tuple[Term, ...]:
    """What is asked for: words that must all stand in a report, ``"words in quotes"`` together, ``bomb*`` by its start.

    Raises:
        UsageError: there is no word in it, or there are too many.
    """
    terms = []
    for quoted, single in _TERM.findall(words.replace("“", '"').replace("”", '"')):
        folded = tuple(fold_text(quoted or single).split())
        if folded:
            terms.append(Term(words=folded, begins=single.endswith("*")))
    if not terms:
        raise UsageError("nothing to search for: give a word")
    if len(terms) > MOST_TERMS:
        raise UsageError(f"more than {MOST_TERMS} words to search for: give the rarest")
    return tuple(terms)


def index_new(connection: Connection) -> int:
    """Index the reports that are not indexed yet; return how many. Only under the writers' lock."""
    last, count = read_number(connection, "searched"), 0
    wanted = select(reports.c.number, reports.c.json).order_by(reports.c.number).limit(AT_ONCE)
    while rows := connection.execute(wanted.where(reports.c.number > last)).all():
        connection.execute(text(_INSERT[connection.dialect.name]), [_indexed(number, line) for number, line in rows])
        last, count = rows[-1][0], count + len(rows)
    if count:
        write_number(connection, "searched", last)
    return count


def _indexed(number: int, line: str) -> dict[str, object]:
    report = decode(Report, line, f"report {number}")
    return {"n": number, "title": fold_text(report.title), "body": fold_text(report.text[:MOST_INDEXED])}


def matching(connection: Connection, terms: Sequence[Term], *, limit: int, offset: int) -> list[int]:
    """Numbers of the reports in which all terms stand, the best first: in their latest version alone."""
    dialect = connection.dialect.name
    asked = {"q": _SPELL[dialect](terms), "limit": limit, "offset": offset}
    return [row[0] for row in connection.execute(text(_SELECT[dialect]), asked)]


def count_matching(connection: Connection, terms: Sequence[Term]) -> int:
    """How many reports there are in which all terms stand."""
    dialect = connection.dialect.name
    return connection.scalar(text(_COUNT[dialect]), {"q": _SPELL[dialect](terms)}) or 0


def not_indexed(connection: Connection) -> int:
    """How many reports came in by an older version of Recount and are not indexed yet."""
    last = read_number(connection, "searched")
    return connection.scalar(select(func.count()).where(reports.c.number > last)) or 0


def excerpt(canonical: str, terms: Sequence[Term]) -> tuple[str, int, tuple[Span, ...]]:
    """The stretch with most of the terms, where it begins, and where in it they stand."""
    words = list(words_of(canonical[:MOST_INDEXED]))
    marks = [n for n, word in enumerate(words) if any(_stands(word, t) for t in terms)]
    if not words:
        return "", 0, ()
    first = _densest(marks) if marks else 0
    lead = max(0, first - 6)
    window = words[lead : lead + EXCERPT]
    start, end = window[0].start, window[-1].end
    inside = (words[n] for n in marks if lead <= n < lead + EXCERPT)
    return canonical[start:end], start, tuple(Span(start=w.start - start, end=w.end - start) for w in inside)


def make_hit(head: ReportHead, report: Report, terms: Sequence[Term]) -> Hit:
    """A hit with its excerpt."""
    words, start, marks = excerpt(report.canonical, terms)
    return Hit(report=head, excerpt=words, start=start, marks=marks)


def holds(words: Iterable[str], terms: Sequence[Term]) -> bool:
    """Whether all terms stand among these folded words."""
    line = f" {' '.join(words)} "
    return all(f" {' '.join(t.words)}{'' if t.begins else ' '}" in line for t in terms)


def _stands(word: Word, term: Term) -> bool:
    return word.folded in term.words or (term.begins and word.folded.startswith(term.words[-1]))


def _densest(marks: Sequence[int]) -> int:
    """Of the marked words the one from which most others lie within an excerpt; of those as good, the first."""
    best, most, end = marks[0], 0, 0
    for n, at in enumerate(marks):
        while end < len(marks) and marks[end] < at + EXCERPT - 6:
            end += 1
        if end - n > most:
            best, most = at, end - n
    return best


def _fts5(terms: Sequence[Term]) -> str:
    # Folded words hold letters and digits alone: in quotes nothing of theirs is read as FTS5's own.
    return " AND ".join(f'"{" ".join(t.words)}"{"*" if t.begins else ""}' for t in terms)


def _tsquery(terms: Sequence[Term]) -> str:
    return " & ".join(f"({' <-> '.join(t.words)}{':*' if t.begins else ''})" for t in terms)


_SPELL = {"sqlite": _fts5, "postgresql": _tsquery}
_INSERT = {
    "sqlite": "INSERT INTO search (rowid, title, body) VALUES (:n, :title, :body)",
    "postgresql": (
        "INSERT INTO search (report, words) VALUES "
        "(:n, setweight(to_tsvector('simple', :title), 'A') || setweight(to_tsvector('simple', :body), 'D'))"
    ),
}
_LATEST = (
    "NOT EXISTS (SELECT 1 FROM reports r JOIN reports l ON l.given_id = r.given_id AND l.version > r.version "
    "WHERE r.number = {number})"
)
_FROM = {
    "sqlite": f"FROM search WHERE search MATCH :q AND {_LATEST.format(number='search.rowid')}",
    "postgresql": (
        f"FROM search, to_tsquery('simple', :q) query WHERE words @@ query AND {_LATEST.format(number='search.report')}"
    ),
}
_SELECT = {
    "sqlite": f"SELECT rowid {_FROM['sqlite']} ORDER BY bm25(search, 5.0, 1.0), rowid LIMIT :limit OFFSET :offset",
    "postgresql": (
        f"SELECT report {_FROM['postgresql']} ORDER BY ts_rank(words, query) DESC, report LIMIT :limit OFFSET :offset"
    ),
}
_COUNT = {name: f"SELECT count(*) {rest}" for name, rest in _FROM.items()}
