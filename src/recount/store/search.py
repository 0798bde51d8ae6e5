"""Search over reports: terms out of what a user types, the index that both databases keep, and excerpts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Connection, Date, TextClause, bindparam, func, select, text

from recount.errors import UsageError
from recount.lang.folding import Word, fold_text, folded_words, words_of
from recount.model import Among, Hit, Report, ReportHead, Span, Term
from recount.store.columns import Words
from recount.store.lines import decode
from recount.store.meta import read_number, write_number
from recount.store.readings import AT_ONCE
from recount.store.schema import reports

MOST_TERMS = 20
MOST_INDEXED = 400_000
"""Code points of one report that are indexed."""

LONGEST_WORD = 500
"""Code points of one word that count. PostgreSQL takes no word of more than 2,046 bytes."""

MOST_BYTES = 1_000_000
"""Of one report's words with their places, in PostgreSQL, which takes no more than 1,048,575."""

MOST_PLACES = 16383
"""Words into a report up to which PostgreSQL tells whether words stand together."""

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
        folded = tuple(indexed_words(quoted or single))
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
    indexed = _INDEXED[connection.dialect.name]
    while rows := connection.execute(wanted.where(reports.c.number > last)).all():
        made = [indexed(number, decode(Report, line, f"report {number}")) for number, line in rows]
        connection.execute(text(_INSERT[connection.dialect.name]), made)
        last, count = rows[-1][0], count + len(rows)
    if count:
        write_number(connection, "searched", last)
    return count


def indexed_words(text: str) -> list[str]:
    """The words of a text as they are indexed."""
    return [word[:LONGEST_WORD] for word in folded_words(text[:MOST_INDEXED])]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the index: a condition in the database's words, and its values."""

    where: str
    values: dict[str, object]


def ask(connection: Connection, terms: Sequence[Term], among: Among) -> Question:
    """The question for the reports of that kind in which all terms stand."""
    dialect = connection.dialect.name
    where = [_FROM[dialect]]
    values: dict[str, object] = {"q": _SPELL[dialect](terms)}
    if among.since:
        where.append("r.published >= :since")
        values["since"] = among.since
    if among.until:
        where.append("r.published <= :until")
        values["until"] = among.until
    if among.outlet is not None:
        named = _outlets_like(connection, among.outlet)
        where.append("r.outlet IN :outlets" if named else "1 = 0")
        if named:
            values["outlets"] = named
    return Question(" AND ".join(where), values)


def is_among(report: Report, among: Among) -> bool:
    """Whether a report is of that kind."""
    if among.since or among.until:
        day = report.published
        if day is None or not (among.since or day) <= day <= (among.until or day):
            return False
    return among.outlet is None or _is_like(report.outlet, among.outlet)


def matching(connection: Connection, question: Question, *, limit: int, offset: int) -> list[int]:
    """Numbers of the reports in which all terms stand, the best first: in their latest version alone."""
    said = f"SELECT r.number {question.where} {_RANKED[connection.dialect.name]} LIMIT :limit OFFSET :offset"
    values = {**question.values, "limit": limit, "offset": offset}
    return [row[0] for row in connection.execute(_typed(said, values), values)]


def ids_matching(connection: Connection, question: Question) -> list[str]:
    """Ids of all the reports in which all terms stand, the best first: in their latest version alone."""
    said = f"SELECT r.id {question.where} {_RANKED[connection.dialect.name]}"
    return [row[0] for row in connection.execute(_typed(said, question.values), question.values)]


def count_matching(connection: Connection, question: Question) -> int:
    """How many reports there are in which all terms stand."""
    said = _typed(f"SELECT count(*) {question.where}", question.values)
    return connection.scalar(said, question.values) or 0


def not_indexed(connection: Connection) -> int:
    """How many reports came in by an older version of Recount and are not indexed yet."""
    last = read_number(connection, "searched")
    return connection.scalar(select(func.count()).where(reports.c.number > last)) or 0


def _typed(said: str, values: Mapping[str, object]) -> TextClause:
    days = [bindparam(name, type_=Date()) for name in ("since", "until") if name in values]
    outlets = [bindparam("outlets", type_=Words(), expanding=True)] if "outlets" in values else []
    return text(said).bindparams(*days, *outlets)


def _outlets_like(connection: Connection, words: str) -> list[str]:
    named = connection.scalars(select(reports.c.outlet).where(reports.c.outlet.is_not(None)).distinct())
    return [outlet for outlet in named if _is_like(outlet, words)]


def _is_like(outlet: str | None, words: str) -> bool:
    return outlet is not None and f" {fold_text(words)} " in f" {fold_text(outlet)} "


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


def marks_in(text: str, terms: Sequence[Term]) -> tuple[Span, ...]:
    """Where in a text the terms stand."""
    return tuple(Span(start=w.start, end=w.end) for w in words_of(text) if any(_stands(w, t) for t in terms))


def make_hit(head: ReportHead, report: Report, terms: Sequence[Term]) -> Hit:
    """A hit with its excerpt."""
    words, start, marks = excerpt(report.canonical, terms)
    return Hit(report=head, excerpt=words, start=start, marks=marks)


def holds(fields: Iterable[Sequence[str]], terms: Sequence[Term]) -> bool:
    """Whether each term stands within one of these runs of folded words."""
    lines = [f" {' '.join(words)} " for words in fields]
    return all(any(f" {' '.join(t.words)}{'' if t.begins else ' '}" in line for line in lines) for t in terms)


def _stands(word: Word, term: Term) -> bool:
    folded = word.folded[:LONGEST_WORD]
    return folded in term.words or (term.begins and folded.startswith(term.words[-1]))


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
    # Quoted, and taken as it is: the server's parser would cut "1a" in two, and knows other letters than we do.
    quoted = ([f"'{word}'" for word in t.words] for t in terms)
    return " & ".join(f"({' <-> '.join(q)}{':*' if t.begins else ''})" for q, t in zip(quoted, terms, strict=True))


def _columns(number: int, report: Report) -> dict[str, object]:
    return {"n": number, "title": " ".join(indexed_words(report.title)), "body": " ".join(indexed_words(report.text))}


def _vector(number: int, report: Report) -> dict[str, object]:
    """The words with their places, as PostgreSQL writes them, as many as it can hold."""
    title = indexed_words(report.title)
    places: dict[str, list[str]] = {}
    left = MOST_BYTES
    body = enumerate(indexed_words(report.text), start=len(title) + _GAP)
    for weight, at, word in chain((("A", n, w) for n, w in enumerate(title, 1)), (("", n, w) for n, w in body)):
        left -= 4 if word in places else len(word.encode()) + 8
        if left < 0:
            break
        places.setdefault(word, []).append(f"{min(at, MOST_PLACES)}{weight}")
    return {"n": number, "words": " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())}


_GAP = 10
"""Places between title and text: no words stand together across it."""

_SPELL = {"sqlite": _fts5, "postgresql": _tsquery}
_INDEXED = {"sqlite": _columns, "postgresql": _vector}
_INSERT = {
    "sqlite": "INSERT INTO search (rowid, title, body) VALUES (:n, :title, :body)",
    "postgresql": "INSERT INTO search (report, words) VALUES (:n, CAST(:words AS tsvector))",
}
_LATEST = "NOT EXISTS (SELECT 1 FROM reports l WHERE l.given_id = r.given_id AND l.version > r.version)"
_FROM = {
    "sqlite": f"FROM search JOIN reports r ON r.number = search.rowid WHERE search MATCH :q AND {_LATEST}",
    "postgresql": (
        "FROM search JOIN reports r ON r.number = search.report, CAST(:q AS tsquery) query "
        f"WHERE search.words @@ query AND {_LATEST}"
    ),
}
_RANKED = {
    "sqlite": "ORDER BY bm25(search, 5.0, 1.0), r.number",
    "postgresql": "ORDER BY ts_rank(search.words, query) DESC, r.number",
}
