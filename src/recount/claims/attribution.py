"""Attribution: who is quoted in a sentence, by which words, and by way of whom.

Noun phrases that may speak are found as runs over word classes: D determiner, N a noun for people or bodies that speak,
C capitalised, M modifier, P preposition, O anything else. One linear expression over these letters gives the phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from recount.claims.numbers import number_at
from recount.claims.syntax import above, noun_phrase, subject
from recount.claims.words import words
from recount.lang.phrases import Match
from recount.lang.timewords import find_times
from recount.model import ActorKind, Parse, Token

LONGEST = 14
"""Tokens in a source's noun phrase at most."""

YEAR = 4
"""Digits of a year."""

_PHRASE = re.compile(r"D?[MNC]{0,8}[NC](?:PD?[MNC]{0,8}[NC]){0,3}")
_PREPOSITIONS = frozenset({"of", "at", "for", "in", "from", "with"})
_SKIPPED = frozenset(
    "has have had also earlier later then on as who which were was been being previously already and it he".split()
)
_AUDIENCE = frozenset({"reporters", "journalists", "parliament", "lawmakers", "us", "me", "that", "the"})
SPEAKING_PRONOUNS = frozenset({"he", "she", "it", "they"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A source named in a sentence."""

    first: int
    last: int
    """Tokens of the source's noun phrase."""

    cue: int
    """Token of the verb or preposition that makes it a source."""

    words: str
    """The noun phrase without its article; a definite short one ("the activist") may stand for one named before."""

    definite: bool = False
    """Whether it points back: "the activist", "the group"."""

    via: tuple[tuple[int, int], ...] = field(default=())
    """Token ranges of the chain between the source and the outlet ("told Some Agency")."""


def find_attributions(tokens: Sequence[Token], parse: Parse | None = None) -> list[Attribution]:
    """The sources of a sentence, left to right.

    Where there is a parse, the grammatical subject of a verb of saying outranks a bare name that stands beside it.
    """
    phrases = _speaker_phrases(tokens)
    cues = [*words().say.find(tokens), *words().according.find(tokens)]
    found: dict[int, Attribution] = {}
    for cue in sorted(cues, key=lambda m: m.first):
        if _claims_lives(tokens, cue) or _is_of_a_name(tokens, cue.first):
            continue
        if words().according.at(tokens, cue.first) == cue and tokens[cue.first].lower not in ("told",):
            made = _named_after(tokens, phrases, cue.first, cue.last)
        else:
            made = _named_after_verb(tokens, phrases, cue.first, cue.last) or _subject_of(tokens, phrases, cue.first)
            made = _corrected(tokens, parse, cue.first, made) if parse is not None else made
        if made is not None:
            found.setdefault(made.first, made)
    return _with_quoted_chain(tokens, phrases, [found[k] for k in sorted(found)])


def heading_attribution(tokens: Sequence[Token]) -> Attribution | None:
    """The source that a heading names without a verb: "12 killed in Raqqa: monitor", "UN: 40 dead", "… - State TV"."""
    marks = [k for k, t in enumerate(tokens) if t.text in _HEADING_MARKS]
    ends = [(marks[-1] + 1, len(tokens), marks[-1]), (0, marks[0], marks[0])] if marks else []
    ends += [(a + 1, b, a) for a, b in pairwise(marks)]
    for end in (len(tokens), *marks[:1]):
        ends += _at_end(tokens, end)
    for first, last, cue in ends:
        bodies = words().actors.at(tokens, first) if first < last else None
        named = bodies is not None and bodies.last == last and bodies.meaning.kind in SPEAKING_BODIES
        if 0 < last - first <= 5 and (named or any(t.lower in words().speakers for t in tokens[first:last])):
            return Attribution(first=first, last=last, cue=cue, words=_words(tokens, first, last))
    return None


def _at_end(tokens: Sequence[Token], end: int) -> Iterator[tuple[int, int, int]]:
    """What names a source before the end of a heading, or before the mark that its site's own name follows."""
    known = words().actors.ending_at(tokens, end)
    if known is not None and known.first > 0 and known.meaning.kind in SPEAKING_BODIES:
        yield known.first, known.last, known.first
    if end < 4:
        return
    last = tokens[end - 1]
    told = last.lower in ("group", "groups") and tokens[end - 2].lower in _TOLD_AS
    if told or last.lower in words().heading_ends or (_ends_a_title(tokens, end) and last.text[0].isupper()):
        first = end - 1 - (tokens[end - 2].lower in _TOLD_AS)
        if tokens[first - 1].lower not in _PREPOSITIONS and number_at(tokens, first - 1) is None:
            yield first, end, first


def _ends_a_title(tokens: Sequence[Token], end: int) -> bool:
    """Whether the noun at the end may speak and no preposition takes it: "Attack on Coast Hospital" quotes no one.

    The place of the deed may stand before a person: "Raid kills 12 in Homs Governor".
    """
    noun = tokens[end - 1].lower
    near = tokens[max(0, end - 5) : end - 1]
    if noun in words().speaking_persons:
        return near[-1].lower not in _TAKING and not any(t.lower in _TAKING - _PLACING for t in near[-2:])
    return noun in words().speakers and not any(t.lower in _TAKING for t in near)


_PLACING = frozenset({"in", "at", "near", "outside", "inside"})
_TAKING = _PREPOSITIONS | {"on", "by", "near", "to", "against", "over", "outside", "inside", "and", "amid", "after"}
_HEADING_MARKS = frozenset(":-–—|_")
_TOLD_AS = frozenset(
    {"state", "monitoring", "activist", "local", "rights", "media", "security", "medical", "official", "opposition"}
)

SPEAKING_BODIES = frozenset(
    {
        ActorKind.MONITOR,
        ActorKind.AGENCY,
        ActorKind.UN_BODY,
        ActorKind.CIVIL_DEFENCE,
        ActorKind.MEDIA,
        ActorKind.STATE_MEDIA,
    }
)
"""Kinds of actor that report what others did."""


def _corrected(tokens: Sequence[Token], parse: Parse, verb: int, made: Attribution | None) -> Attribution | None:
    """The subject that the parse gives, unless the phrase found beside the verb holds it or it can't speak."""
    head = subject(parse, verb)
    if head is None or tokens[head].lower in _PRONOUNS or not _may_speak(tokens, parse, head) or _is_time(tokens, head):
        return made
    if made is not None and _stands_beside(tokens, made, verb):
        return made
    named = next((k for k in range(head, verb) if parse.relations[k] == "appos" and head in above(parse, k)), head)
    if not parse.tags[head].startswith("NNP") and parse.tags[named].startswith("NNP"):
        head = named
    elif made is not None and (made.first <= head < made.last or _speaks_by_noun(tokens, made)):
        return made
    first, last = noun_phrase(parse, head, longest=LONGEST)
    first = max((k for k in range(first, head) if _class(tokens, k) == "D"), default=first)
    first = max((k + 1 for k in range(first, head) if _dates(tokens, k)), default=first)
    return _make(tokens, first, last, verb) or made


def _dates(tokens: Sequence[Token], k: int) -> bool:
    """Whether it is part of a date that stands before a name: "Monday 23 Oct 2017 Coast activists"."""
    return (tokens[k].text.isdigit() and len(tokens[k].text) == YEAR) or _is_time(tokens, k)


def _stands_beside(tokens: Sequence[Token], made: Attribution, verb: int) -> bool:
    """Whether an indefinite speaker stands right before the verb: "… in clashes near Homs a monitor said"."""
    person = tokens[made.last - 1].lower in words().speakers
    return person and made.last == verb and tokens[made.first].lower in ("a", "an")


def _may_speak(tokens: Sequence[Token], parse: Parse, head: int) -> bool:
    """Whether it is a noun for people or bodies that speak, or a name: "Reports said" names no one."""
    return tokens[head].lower in words().speakers or parse.tags[head].startswith("NNP")


def _speaks_by_noun(tokens: Sequence[Token], made: Attribution) -> bool:
    return any(t.lower in words().speakers or t.lower in _PRONOUNS for t in tokens[made.first : made.last])


def _is_of_a_name(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the word is a name's: the "States" of "United States" states nothing."""
    return tokens[cue].lower == "states" and cue > 0 and tokens[cue - 1].lower == "united"


def _claims_lives(tokens: Sequence[Token], cue: Match[str]) -> bool:
    """Whether "claimed" takes lives rather than says something: "has claimed hundreds of civilian lives"."""
    if not tokens[cue.first].lower.startswith("claim"):
        return False
    following = [t.lower for t in tokens[cue.last : cue.last + 5]]
    return bool({"life", "lives", "responsibility"} & set(following)) or number_at(tokens, cue.last) is not None


def _named_after(tokens: Sequence[Token], phrases: list[tuple[int, int]], cue: int, start: int) -> Attribution | None:
    """The phrase that follows "according to"; two joined by "and" are one source."""
    first = next(((a, b) for a, b in phrases if start <= a <= start + 1), None)
    if first is None:
        return None
    return _joined(tokens, phrases, *first, cue) or _make(tokens, *first, cue)


def _joined(
    tokens: Sequence[Token], phrases: list[tuple[int, int]], first: int, last: int, cue: int
) -> Attribution | None:
    """Two sources joined by "and" are one attribution: "state media and a monitoring group"."""
    other = next(((c, d) for c, d in phrases if c == last + 1 and tokens[last].lower == "and"), None)
    if other is None:
        return None
    both = f"{_words(tokens, first, last)}; {_words(tokens, *other)}"
    return Attribution(first=first, last=other[1], cue=cue, words=both)


def _subject_of(tokens: Sequence[Token], phrases: list[tuple[int, int]], verb: int) -> Attribution | None:
    """The phrase before a verb of saying: "an activist at the centre told …", "Name, an envoy, told …"."""
    pronoun = _pronoun_before(tokens, verb)
    if pronoun is not None:
        return Attribution(first=pronoun, last=pronoun + 1, cue=verb, words=tokens[pronoun].lower, definite=True)
    end = _skip_back(tokens, verb)
    phrase = next(((a, b) for a, b in reversed(phrases) if b == end), None)
    if phrase is None and end > 0 and tokens[end - 1].text in ",)":
        return _before_apposition(tokens, phrases, end - 1, verb)
    phrase = phrase or _with_place_of_work(tokens, phrases, end)
    if phrase is None:
        return None
    a, b = phrase
    beside = next(((c, d) for c, d in phrases if d == a and _is_proper(tokens, c, d)), None)
    if beside is not None and tokens[a].lower in ("a", "an") and not _is_placed(tokens, beside[0]):
        return _make(tokens, *beside, verb)
    if a > 1 and tokens[a - 1].text == "," and not _names(tokens, a, b) and tokens[a].lower not in ("the",):
        named = _before_apposition(tokens, phrases, a - 1, verb)
        if named is not None:
            return named
    return _make(tokens, a, b, verb)


def _with_place_of_work(tokens: Sequence[Token], phrases: list[tuple[int, int]], end: int) -> tuple[int, int] | None:
    """A phrase and the plain noun it goes on with: "the doctor of the clinic"."""
    before = next(((a, b) for a, b in reversed(phrases) if b < end), None)
    if before is None or tokens[before[1]].lower not in _PREPOSITIONS or end - before[1] > 4:
        return None
    return (before[0], end) if all(t.text.isalpha() for t in tokens[before[1] : end]) else None


def _pronoun_before(tokens: Sequence[Token], verb: int) -> int | None:
    """The token of "it", "he", "she" or "they" as the subject of a verb of saying: "It had confirmed …"."""
    k = verb - 1
    while k > 0 and tokens[k].lower in ("had", "has", "have", "also", "earlier", "later", "then"):
        k -= 1
    return k if k >= 0 and tokens[k].lower in SPEAKING_PRONOUNS else None


def _before_apposition(
    tokens: Sequence[Token], phrases: list[tuple[int, int]], comma: int, verb: int
) -> Attribution | None:
    """The named phrase before ", deputy envoy for …," ; `comma` is the comma that ends or opens the apposition."""
    opening = comma
    if tokens[comma].text in ",)" and comma > 0:
        back = next((k for k in range(comma - 1, max(-1, comma - LONGEST), -1) if tokens[k].text in ",("), None)
        inner = next(((a, b) for a, b in phrases if b == comma), None)
        if inner is not None and (back is None or _is_proper(tokens, *inner)):
            return _make(tokens, *inner, verb)
        opening = comma if back is None else back
    if opening + 1 < len(tokens) and tokens[opening + 1].lower in ("who", "which", "whose"):
        whom = next(((a, b) for a, b in phrases if b == opening), None)
        return _make(tokens, *whom, verb) if whom else None
    for edge in (opening, comma):
        named = next(((a, b) for a, b in phrases if b == edge and _names(tokens, a, b)), None)
        if named is not None:
            return _make(tokens, *named, verb)
    return None


def _named_after_verb(
    tokens: Sequence[Token], phrases: list[tuple[int, int]], verb: int, start: int
) -> Attribution | None:
    """The phrase after an inverted verb: "…," said Name."""
    before = tokens[verb - 1].text if verb else ""
    if tokens[verb].lower not in ("said", "says", "added"):
        return None
    phrase = next(((a, b) for a, b in phrases if a == start), None)
    if before not in (",", '"', "”", "'", "’", "?", "!", "") and not _ends_there(tokens, phrase):
        return None
    return (_joined(tokens, phrases, *phrase, verb) or _make(tokens, *phrase, verb)) if phrase else None


def _ends_there(tokens: Sequence[Token], phrase: tuple[int, int] | None) -> bool:
    """Whether nothing but signs follows: "the shelling killed ten said Name of the group." has lost its comma."""
    return phrase is not None and not any(t.text[0].isalnum() for t in tokens[phrase[1] :])


def _make(tokens: Sequence[Token], first: int, last: int, cue: int) -> Attribution | None:
    if not any(_speaks(tokens, k) for k in range(first, last)):
        return None
    definite = tokens[first].lower == "the" and last - first <= 3 and not _names(tokens, first + 1, last)
    via = _told(tokens, cue) if tokens[cue].lower in ("told", "tells", "telling") else ()
    return Attribution(first=first, last=last, cue=cue, words=_words(tokens, first, last), definite=definite, via=via)


def _told(tokens: Sequence[Token], verb: int) -> tuple[tuple[int, int], ...]:
    """Whom the source told: the outlet or agency, never "reporters"."""
    k = verb + 1
    while k < len(tokens) and tokens[k].text[0].isupper() and k < verb + 4 and not _is_time(tokens, k):
        k += 1
    heard = k > verb + 1 and tokens[verb + 1].lower not in _AUDIENCE
    return ((verb + 1, k),) if heard else ()


def _with_quoted_chain(
    tokens: Sequence[Token], phrases: list[tuple[int, int]], found: list[Attribution]
) -> list[Attribution]:
    """With "Agency quoted Name as saying" read so that Name is the source and Agency the way it came."""
    out: list[Attribution] = []
    for a in found:
        k = a.cue
        if tokens[k].lower in ("quoted", "cited", "citing", "quoting"):
            end = _skip_back(tokens, k)
            carrier = next(((c, d) for c, d in phrases if d == end), None)
            if carrier is not None and a.first > k:
                out = [b for b in out if (b.first, b.last) != carrier]
                a = Attribution(
                    first=a.first,
                    last=a.last,
                    cue=a.cue,
                    words=a.words,
                    definite=a.definite,
                    via=(*a.via, carrier),
                )
        out.append(a)
    return out


def _speaker_phrases(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Token ranges of all noun phrases that may speak."""
    letters = "".join(_class(tokens, k) for k in range(len(tokens)))
    found = [(m.start(), m.end()) for m in _PHRASE.finditer(letters) if m.end() - m.start() <= LONGEST]
    return [(a, b) for a, b in found if "N" in letters[a:b] or not _is_placed(tokens, a)]


def _is_placed(tokens: Sequence[Token], first: int) -> bool:
    """Whether a preposition of place stands before a bare name: "near Jarabulus" speaks of a place, not a source."""
    if first > 1 and tokens[first - 2].lower == "according":
        return False
    return first > 0 and tokens[first - 1].lower in ("in", "near", "at", "on", "around", "outside", "across", "to")


def _class(tokens: Sequence[Token], k: int) -> str:
    token = tokens[k]
    if token.lower in ("a", "an", "the", "its", "their", "his", "her", "one", "two", "three", "some", "several"):
        return "D"
    if token.lower in words().speakers:
        return "N"
    if token.lower in _PREPOSITIONS:
        return "P"
    if _is_time(tokens, k) or words().say.at(tokens, k) or (k == 0 and words().according.at(tokens, k)):
        return "O"
    if k == 0 and (token.lower in words().roles or token.lower in words().adjectives):
        return "M"
    if token.text[0].isupper() or (token.lower[:3] in ("al-", "el-", "ez-") and token.text[3:4].isupper()):
        return "C"
    if token.lower in words().adjectives or token.lower in words().roles or "-" in token.lower[1:]:
        return "M"
    return "O"


def _speaks(tokens: Sequence[Token], k: int) -> bool:
    if tokens[k].lower in words().speakers:
        return True
    return tokens[k].text[0].isupper() and tokens[k].lower not in _PRONOUNS and len(tokens[k].text) > 1


def _names(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the phrase holds a name: a capitalised word that is no article."""
    return any(
        t.text[0].isupper() and t.lower not in words().speakers and t.lower not in ("the", "a", "an")
        for t in tokens[first:last]
    )


def _is_proper(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the phrase is a name and nothing else."""
    return all(t.text[0].isupper() for t in tokens[first:last])


def _skip_back(tokens: Sequence[Token], verb: int) -> int:
    """End of the phrase before a verb, over auxiliaries and times: "the ministry on Friday also said"."""
    k = verb
    while k > 0 and (tokens[k - 1].lower in _SKIPPED or _is_time(tokens, k - 1)):
        k -= 1
    return k


def _is_time(tokens: Sequence[Token], k: int) -> bool:
    return tokens[k].text[0].isupper() and _names_a_time(tokens[k].lower)


@lru_cache(maxsize=10_000)
def _names_a_time(word: str) -> bool:
    return bool(find_times(word))


def _words(tokens: Sequence[Token], first: int, last: int) -> str:
    """The phrase as text. An indefinite article stays where the phrase has no name: "an activist at …"."""
    out = ""
    for k in range(first, last):
        gap = "" if k == first or tokens[k].start == tokens[k - 1].end else " "
        out += gap + tokens[k].text
    return out[4:] if out[:4].lower() == "the " else out
