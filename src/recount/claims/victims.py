"""Victims: a figure said of people, and single ones told without a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.claims.naming import GROWN_UP, OLDEST, age_at, reach_of
from recount.claims.numbers import number_at
from recount.claims.triggers import trigger_at
from recount.claims.words import VictimNoun, words
from recount.lang.loader import lexicon
from recount.lang.phrases import lower_at
from recount.model import Bound, Stated, Token, Victims

PLACING = frozenset({"in", "near", "at", "on", "outside", "inside", "around", "across"})

NO_HEADS = frozenset({"more", "other", "others", "wounded", "injured", "killed", "dead"})
"""Words that are nouns for people elsewhere, but after a number say how many more, or which harm."""


_NAMES_AND_MONTHS = frozenset({"april", "may", "june", "august"})


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityPhrase:
    """A figure said of people, at tokens `[first, last)` of its sentence."""

    first: int
    last: int
    stated: Stated
    victims: Victims
    who: tuple[str, ...] = ()
    noun: str | None = None
    """The noun for people it counts; ``None`` for a bare number."""

    single: bool = False
    """Whether it is one victim without a number word: "a woman"."""

    reach: int = 0
    """End of what the words go on to tell of them, a name, an age: "a woman, Ann Lee, 34,"; 0 where it is `last`."""

    named: bool = False
    """Whether it is told as someone known, by name or by kinship, or in a row with such."""

    name: tuple[int, int] | None = None
    """Tokens of the victim's name, where the words give one beside an office or a deed."""

    @property
    def end(self) -> int:
        """The token from which on the sentence tells of something else."""
        return max(self.last, self.reach)


def single_victim(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """Such as "a woman", "another civilian", "a 12-year-old boy"."""
    if lower_at(tokens, i) not in ("a", "an", "another", "one"):
        return None
    k = i + 1
    while k < min(len(tokens), i + 6) and (tokens[k].lower in words().adjectives or _ages(tokens, k)):
        k += 1
    k = _past_the_town(tokens, k)
    body = words().actors.at(tokens, k)
    if body is not None and body.last - k > 1:
        k = body.last  # "a Red Crescent volunteer"
    if k > i + 1 and (years := _years_told(tokens, i + 1, k)) >= 0:
        return _of_an_age(tokens, i, k, years)
    if k - 1 > i and _ends_phrase(tokens, k):
        k -= 1
    elif words().victims.at(tokens, k) is None and _fills_a_slot(tokens, k):
        k += 1
    found = words().victims.at(tokens, k) if k < len(tokens) else None
    if found is None or not found.meaning.single or tokens[k].lower in NO_HEADS:
        return None
    if is_plural(tokens[k].lower):
        return None
    return single_phrase(tokens, i, k)


def _past_the_town(tokens: Sequence[Token], k: int) -> int:
    """The token after the name of where one is from: "a Lowtown boy", "a Made Up County teenager"."""
    end = k
    while end < min(len(tokens), k + _TOWN) and tokens[end].text[0].isupper() and tokens[end].text[1:].islower():
        if words().victims.at(tokens, end) is not None or words().actors.at(tokens, end) is not None:
            return k
        end += 1
    people = words().victims.at(tokens, end) if k < end < len(tokens) else None
    return end if people is not None and people.meaning.single and tokens[end].lower not in NO_HEADS else k


_TOWN = 4
"""Tokens of the name of where a victim is from, at most."""


def _years_told(tokens: Sequence[Token], i: int, k: int) -> int:
    """The years of an age that ends before token `k` and stands for whoever is of it: "a 6-year-old was"; else -1."""
    word = lower_at(tokens, k)
    over = _ends_phrase(tokens, k) or trigger_at(tokens, k) is not None or word in WHO_IS_OF_AN_AGE
    years, end = next((age for n in range(i, k) if (age := age_at(tokens, n))[0] >= 0), (-1, 0))
    return years if over and end == k else -1


WHO_IS_OF_AN_AGE = frozenset({"to", "for", "outside", "inside", "while", "after", "during"})
"""Words besides verbs that may follow an age which stands for a person."""


def _of_an_age(tokens: Sequence[Token], i: int, k: int, years: int) -> QuantityPhrase:
    """One victim told by age alone: "a 6-year-old"."""
    return _one_person(i, k, years=years, noun="year-old", reach=reach_of(tokens, k))


def _one_person(first: int, last: int, *, years: int, noun: str, reach: int, named: bool = False) -> QuantityPhrase:
    """One victim of whom the age is told: a child is a civilian, of others it is not said."""
    child = years < GROWN_UP
    return QuantityPhrase(
        first=first,
        last=last,
        stated=Stated(value=1, bound=Bound.EXACT),
        victims=Victims.CIVILIAN if child else Victims.UNSPECIFIED,
        who=("children",) if child else (),
        noun=noun,
        single=True,
        reach=reach,
        named=named,
    )


def single_phrase(tokens: Sequence[Token], i: int, k: int, *, years: int = -1) -> QuantityPhrase:
    """One victim whose words start at token `i` and whose noun stands at token `k`, `years` old where 0 or more."""
    found = words().victims.at(tokens, k)
    last = k + 1 if found is None else found.last
    noun = found.meaning if found else VictimNoun(victims=Victims.UNSPECIFIED, who=None, single=True)
    if 0 <= years < GROWN_UP and noun.victims is Victims.UNSPECIFIED:
        noun = VictimNoun(victims=Victims.CIVILIAN, who="children", single=True)
    return QuantityPhrase(
        first=i,
        last=last,
        stated=Stated(value=1, bound=Bound.EXACT),
        victims=noun.victims,
        who=(noun.who,) if noun.who else (),
        noun=tokens[last - 1].lower,
        single=True,
        reach=reach_of(tokens, last),
    )


def is_plural(word: str) -> bool:
    """Whether a noun for people stands for several."""
    several = word in _SEVERAL or word.endswith(("men", "children", "people"))
    return several or (word.endswith("s") and not word.endswith("ss"))


_SEVERAL = frozenset({"people", "children", "grandchildren", "police", "personnel", "staff", "elderly"})


def _fills_a_slot(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word of no table stands right before a noun for one person: "a field commander"."""
    word, after = lower_at(tokens, k), words().victims.at(tokens, k + 1) if k + 1 < len(tokens) else None
    if after is None or not after.meaning.single or lower_at(tokens, k + 1) in _MANY | NO_HEADS:
        return False
    known = words().auxiliaries | _AFTER_NOUN
    return word.isalpha() and word not in known and number_at(tokens, k) is None


_MANY = frozenset({"personnel", "troops", "forces", "police", "people", "staff", "sniper", "snipers"})


def headline_victim(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """One victim in a heading, where articles are left out: "Child Killed in Raid"."""
    aged = _headline_of_an_age(tokens, i)
    if aged is not None:
        return aged
    found = words().victims.at(tokens, i)
    if found is None or not found.meaning.single or tokens[i].lower in NO_HEADS:
        return None
    done = _is_done_to(tokens, i, found.last)
    if not tokens[i].text[0].isupper() and not done and not _after_a_town(tokens, i):
        return None
    last = tokens[found.last - 1].lower
    if is_plural(last):
        return None
    if not done and not _is_headline_harm(tokens, i, found.last):
        return None
    before = lower_at(tokens, i - 1)
    if before in ("a", "an", "the", "another", "one") or (before.isdigit() and not _ends_date(tokens, i - 1)):
        return None
    who = (found.meaning.who,) if found.meaning.who else ()
    stated = Stated(value=1, bound=Bound.EXACT)
    return QuantityPhrase(
        first=i, last=found.last, stated=stated, victims=found.meaning.victims, who=who, noun=last, single=True
    )


def _headline_of_an_age(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """One victim at the head of a heading or of its second half, by age: "Police: 6-year-old boy shot"."""
    if i and tokens[i - 1].text not in _HALVES:
        return None
    years, k = age_at(tokens, i)
    if years < 0 or k == i:
        return None
    people = next((n for n in range(k, min(len(tokens), k + _TOWN)) if words().victims.at(tokens, n)), k)
    noun = words().victims.at(tokens, people)
    if noun is not None and noun.meaning.single and not is_plural(tokens[noun.last - 1].lower):
        told = single_phrase(tokens, i, people, years=years)
        return told if lower_at(tokens, told.end) in _HARMED else None
    return _of_an_age(tokens, i, k, years) if lower_at(tokens, k) in _HARMED else None


_HALVES = frozenset({":", ";", "|", "-", "–", "—"})


def _is_headline_harm(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether a heading tells of harm right after or right before the noun: "Child Killed", "Army Kills Commander"."""
    if lower_at(tokens, end) == "," and lower_at(tokens, end + 1).isdecimal() and lower_at(tokens, end + 2) == ",":
        end += 3  # "Boy, 15, shot"
    if end < len(tokens) and tokens[end].lower in _HARMED:
        return tokens[end].text[0].isupper() or i == 0 or tokens[i - 1].text in _HALVES or _after_a_town(tokens, i)
    k = i - 1
    while k > 0 and tokens[k].text[0].isupper() and tokens[k].lower in words().adjectives:
        k -= 1
    return k >= 0 and tokens[k].lower in _HARMS and tokens[k].text[0].isupper()


def _is_done_to(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether a heading without capitals tells a deed right before the noun, and no more of it: "Blast kills guard"."""
    return lower_at(tokens, i - 1) in _DEEDS and (end >= len(tokens) or tokens[end].lower in _ENDS_A_HEADING)


_DEEDS = frozenset({"kills", "injures", "beheads", "executes", "assassinates"})
_ENDS_A_HEADING = frozenset(", . ; : – - in at near on during after as and amid while outside inside of".split())


def _after_a_town(tokens: Sequence[Token], i: int) -> bool:
    """Whether only where one is from stands before, at the head of a heading: "Lowtown man shot"."""
    return 0 < i < _TOWN and all(t.text[0].isupper() and t.text[1:].islower() for t in tokens[:i])


def _ends_date(tokens: Sequence[Token], k: int) -> bool:
    """Whether the number at token `k` is the year of a date: "Mon Nov 7 2016 Child Killed"."""
    months = lexicon("en", "times")["months"]
    near = {lower_at(tokens, k - 1), lower_at(tokens, k - 2)}
    return len(tokens[k].text) == 4 and any(word in months for word in near)


_HARMS = frozenset({"kills", "kill", "wounds", "injures", "beheads", "executes", "kidnaps", "assassinates"})
_HARMED = frozenset(
    "killed wounded injured dead dies beheaded executed shot kidnapped fatally critically seriously hurt hospitalized"
    " hospitalised slain murdered".split()
)


def named_victim(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """A victim named with an age: "Name Surname, 34,"."""
    k = i
    while k < min(len(tokens), i + 5) and may_be_named(tokens, k):
        k += 1
    comma, age = lower_at(tokens, k), lower_at(tokens, k + 1)
    if not 2 <= k - i <= 4 or comma != "," or not age.isdecimal() or len(age) > 3 or int(age) > OLDEST:
        return None
    if lower_at(tokens, i - 1) in PLACING:
        return None
    if lower_at(tokens, k + 2)[:1].isalpha() and lower_at(tokens, k + 2) not in ("and", "was", "who", "a", "an"):
        return None
    return _one_person(i, k, years=int(age), noun="person", reach=k + 2, named=True)


def may_be_named(tokens: Sequence[Token], k: int) -> bool:
    """Whether token `k` may belong to a person's name."""
    word, times = tokens[k].lower, lexicon("en", "times")
    month = word in times["months"] and (word not in _NAMES_AND_MONTHS or lower_at(tokens, k - 1).isdigit())
    return tokens[k].text[0].isupper() and not month and word not in PLACING and word not in times["weekdays"]


def _ages(tokens: Sequence[Token], k: int) -> bool:
    """Whether token `k` belongs to an age: "six-year-old", "12-year-old", "12 year old"."""
    word, after = tokens[k].lower, lower_at(tokens, k + 1)
    return (
        word.endswith(("-old", "-year", "-month"))
        or word in ("-", "year", "month", "old")
        or (word.isdigit() and after in ("-", "year", "year-old", "month-old", "week-old", "day-old"))
    )


def _ends_phrase(tokens: Sequence[Token], k: int) -> bool:
    """Whether the noun phrase is over before token `k`, so that its last adjective is its noun: "a civilian was"."""
    word = lower_at(tokens, k)
    return not word[:1].isalnum() or word in words().auxiliaries or word in _AFTER_NOUN


_AFTER_NOUN = frozenset("and or in at near by who when on from of with died killed wounded injured".split())
