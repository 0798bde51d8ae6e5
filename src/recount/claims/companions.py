"""Companions: victims told by name, by kinship or beside other victims, once the sentence's figures have their harms.

"The blast killed Ann Lee and her two sons", "a man, his wife and child were among the dead": none of these need have a
number or an article. They are looked for last, and only where a harm word or a victim stands directly beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from recount.claims.naming import GROWN_UP, age_at, name_end, reach_of
from recount.claims.scene import Link, Scene
from recount.claims.triggers import ACTIVE, PASSIVE, TOLL, Trigger, trigger_at
from recount.claims.victims import NO_HEADS, QuantityPhrase, is_plural, single_phrase
from recount.claims.words import VictimNoun, words
from recount.lang.loader import lexicon
from recount.lang.phrases import lower_at
from recount.model import ActorKind, Bound, Harm, Reason, Stated, Token, Victims

BESIDE = 5
"""Auxiliaries that may stand between a victim and its harm word: "was also later reportedly"."""

TITLES = 6
"""Words before a name that may say who bore it: "top Nusra commander"."""

_OF_ONE = frozenset({Harm.KILLED, Harm.INJURED, Harm.CAPTURED, Harm.MISSING})
"""Harms told of single persons by name."""

_OF_ANOTHER = frozenset("in of at from near to on by for with into against inside outside between".split())
"""Words after which a name belongs to a place, or says whose someone else is: "the son of Ann Lee was killed"."""

_YOUNG = frozenset("infant baby toddler newborn teenage eldest youngest older younger elder only late own".split())
"""Words that may say which of someone's kin: "his infant daughter"."""

_BE = frozenset({"was", "were", "been", "being", "is", "are"})
_WHOSE = frozenset({"his", "her", "their", "its"})
_JOINTS = (
    (",",),
    ("and",),
    (",", "and"),
    ("&",),
    ("along", "with"),
    ("alongside",),
    ("together", "with"),
    ("as", "well", "as"),
    ("in", "addition", "to"),
    ("and", "also"),
)
"""Words that put a victim beside another."""

_CLAUSE_BEFORE = frozenset(
    ', and that said when where which after reported saying : ; “ " ” ‘ as because while confirmed says'.split()
) | {"including"}
"""Words after which a new subject may stand."""

_GOES_ON = frozenset(
    'and or , . ; : ) ” " in at near on from when as after while during by for to who outside inside of with along'
    " alongside including following before whose amid among over - – also both all".split()
)
"""Words that may follow a victim who does nothing more in the sentence."""


@dataclass(slots=True)
class _Victim:
    """A victim of the sentence, and how it was harmed once that is known."""

    quantity: QuantityPhrase
    link: Link | None = None
    before: bool = False
    """Whether its harm word stands after it: "… were killed"."""


def with_companions(scene: Scene) -> list[Link]:
    """The links of the sentence, those of victims told by name or kinship or beside another included, in text order."""
    if not any(t.harm in _OF_ONE for t in scene.triggers):
        return scene.links
    row = _row(scene)
    if len(row) == len(scene.links):
        return scene.links
    for k, victim in enumerate(row):
        if victim.link is None:
            _harmed(scene, victim) or _beside(scene, row, k, k - 1)
    for k in reversed(range(len(row) - 1)):
        if row[k].link is None:
            _beside(scene, row, k, k + 1)
    return _in_order(scene, row)


def _row(scene: Scene) -> list[_Victim]:
    """Those already harmed, and those who may be, left to right."""
    linked = {link.quantity.first: link for link in scene.links}
    row = []
    for q in scene.quantities:
        link = linked.get(q.first)
        if link is not None or q.noun is not None:
            before = link is not None and link.trigger is not None and link.trigger.first >= q.last
            row.append(_Victim(q if link is None else link.quantity, link, before))
    taken = [(v.quantity.first, v.quantity.end) for v in row]
    row += [_Victim(q) for q in _unnumbered(scene.tokens, taken)]
    return sorted(row, key=lambda v: v.quantity.first)


def _in_order(scene: Scene, row: Sequence[_Victim]) -> list[Link]:
    """The links in text order, with the heads of breakdowns where they now stand."""
    links = [v.link for v in row if v.link is not None]
    place = {link.quantity.first: k for k, link in enumerate(links)}
    now = [place[link.quantity.first] for link in scene.links]
    return [k if k.head is None else replace(k, head=now[k.head]) for k in links]


def _unnumbered(tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> Iterator[QuantityPhrase]:
    """Victims without a number or an article, outside the figures that are there already."""
    ends = dict(taken)
    i = 0
    while i < len(tokens):
        if i in ends:
            i = max(i + 1, ends[i])
            continue
        found = _kin(tokens, i) or _the_one(tokens, i) or _named(tokens, i) or _bare(tokens, i)
        if found is None:
            i += 1
        else:
            yield found
            i = max(i + 1, found.end)


def _kin(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """Such as "his wife", "the groom's father", "her 12-year-old son Adam"."""
    k = i + 1 if tokens[i].lower == "the" else i
    word = lower_at(tokens, k)
    if word not in _WHOSE and not word.endswith("'s") and not _has_lost_its_apostrophe(word):
        return None
    k += 1
    while k < min(len(tokens), i + TITLES) and (tokens[k].lower in words().adjectives | _YOUNG):
        k += 1
    years, k = age_at(tokens, k)
    while lower_at(tokens, k) in _YOUNG and lower_at(tokens, k + 1) in _listed("kin"):
        k += 1
    if k > i and lower_at(tokens, k) not in _listed("kin") and lower_at(tokens, k - 1) in _YOUNG:
        k -= 1  # "her baby", where the baby is the kin
    if lower_at(tokens, k) not in _listed("kin"):
        return None
    return replace(single_phrase(tokens, i, k, years=years), named=True)


def _has_lost_its_apostrophe(word: str) -> bool:
    """Whether a possessive may have lost its apostrophe, as in many feeds: "the grooms father"."""
    return word.endswith("s") and word[:-1] in _listed("kin") | _listed("definite")


def _the_one(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """Such as "the groom", where he is said to be harmed."""
    if tokens[i].lower != "the" or lower_at(tokens, i + 1) not in _listed("definite"):
        return None
    after = _skipped(tokens, i + 2)
    trigger = trigger_at(tokens, after)
    told = trigger is not None and PASSIVE in trigger.ways and after > i + 2
    return single_phrase(tokens, i, i + 1) if told or lower_at(tokens, after - 1) == "among" else None


def _named(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """Such as "Ann Lee", "34-year-old Ann Lee", "field commander Abu Lee", with an age after it or not."""
    years, start = age_at(tokens, i)
    noun, start = _title(tokens, start)
    end = name_end(tokens, start)
    if end == start:
        return None
    reach = reach_of(tokens, end, named=True)
    if years < 0:
        years = _age_after(tokens, end)
    child = 0 <= years < GROWN_UP
    if child:
        noun = VictimNoun(victims=Victims.CIVILIAN, who="children", single=True)
    return QuantityPhrase(
        first=i,
        last=end,
        stated=Stated(value=1, bound=Bound.EXACT),
        victims=noun.victims if noun else Victims.UNSPECIFIED,
        who=(noun.who,) if noun and noun.who else (),
        noun="person",
        single=True,
        reach=reach,
        named=True,
    )


_ANYONE = VictimNoun(victims=Victims.UNSPECIFIED, who=None, single=True)


@cache
def _titles() -> frozenset[str]:
    return frozenset(lexicon("en", "victims")["naming"]["titles"])


def _title(tokens: Sequence[Token], i: int) -> tuple[VictimNoun | None, int]:
    """What the words before a name say of its bearer, and where the name starts: "field commander Abu Lee"."""
    k, noun, table, fights = i, None, words(), False
    while k < min(len(tokens), i + TITLES):
        people, party = table.victims.at(tokens, k), table.actors.at(tokens, k)
        if tokens[k].lower in NO_HEADS:
            break
        if people and people.meaning.single and not is_plural(tokens[k].lower):
            noun, k = people.meaning, people.last
        elif tokens[k].lower in _titles():
            noun, k = noun or _ANYONE, k + 1
        elif party is not None:
            fights = fights or party.meaning.kind in (ActorKind.REBEL_GROUP, ActorKind.MILITIA)
            k = party.last
        elif tokens[k].lower in table.adjectives - {"of"}:
            k += 1
        else:
            break
    if fights and noun is not None:
        noun = VictimNoun(victims=Victims.COMBATANT, who=None, single=True)  # "Daesh official Abu Lee"
    return noun, k if noun is not None else i


def _age_after(tokens: Sequence[Token], k: int) -> int:
    """The age in ", 34," or "(34)" or ", aged 34" after a name; -1 where there is none."""
    if lower_at(tokens, k) not in (",", "("):
        return -1
    word = lower_at(tokens, k + 1)
    if word.isdecimal() and len(word) <= 2 and lower_at(tokens, k + 2) in (",", ")"):
        return int(word)
    return age_at(tokens, k + 1)[0]


def _bare(tokens: Sequence[Token], i: int) -> QuantityPhrase | None:
    """A noun for one victim that goes on a row: "a woman and child", "a man, woman and child", "his wife and son"."""
    if lower_at(tokens, i - 1) not in ("and", ","):
        return None
    k = i
    while k < min(len(tokens), i + 3) and tokens[k].lower in words().adjectives:
        k += 1
    years, k = age_at(tokens, k)
    noun = words().victims.at(tokens, k) if k < len(tokens) else None
    if noun is None or not noun.meaning.single or tokens[k].lower in NO_HEADS or is_plural(tokens[k].lower):
        return None
    return single_phrase(tokens, i, k, years=years)


def _harmed(scene: Scene, victim: _Victim) -> bool:
    """Tie a victim to the harm word that stands directly beside it, if one does."""
    q, tokens = victim.quantity, scene.tokens
    if not q.single or (q.noun == "person" and lower_at(tokens, q.first - 1) in _OF_ANOTHER):
        return False
    after = _skipped(tokens, q.end)
    if lower_at(tokens, after) == "the" and lower_at(tokens, after - 1) == "among":
        after += 1
    passive = None if {"not", "never"} & {t.lower for t in tokens[q.end : after]} else trigger_at(tokens, after)
    if passive is not None and _tells_of(passive) and PASSIVE in passive.ways and _plain(scene, passive):
        be = any(t.lower in _BE for t in tokens[q.end : after])
        if be or (ACTIVE not in passive.ways and TOLL not in passive.ways):
            return _tie(victim, passive.harm, "harm_told_of_one", trigger=passive, before=True)
    active = next((t for t in reversed(scene.triggers) if t.last <= q.first), None)
    if (
        active is None
        or not _introduces(tokens, active.last, q.first)
        or not _tells_of(active)
        or not _plain(scene, active)
    ):
        return False
    ways = {ACTIVE, TOLL} if active.words.endswith(" of") else {ACTIVE}
    if not ways & active.ways or _is_passive(tokens, active) or not _ends_there(tokens, q):
        return False
    return _tie(victim, active.harm, "harm_told_of_one", trigger=active)


def _introduces(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether nothing but a role stands in `[first, last)`: "killed the field" before "commander Ann Lee"."""
    if last - first > NEAR:
        return False
    table = words()
    between = [k for k in range(first, last) if tokens[k].lower not in table.adjectives | {"a", "an", "the"}]
    return len(between) <= 1 and all(
        tokens[k].text.islower()
        and tokens[k].text.isalpha()
        and tokens[k].lower not in _GOES_ON | _WHOSE | table.auxiliaries
        and table.say.at(tokens, k) is None
        for k in between
    )


NEAR = 3
"""Words of a role between a harm word and a name, at most."""


def _is_passive(tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Whether a form of "be" stands before the harm word: "were also killed"."""
    k = trigger.first - 1
    while k > trigger.first - BESIDE and lower_at(tokens, k) in words().auxiliaries - _BE:
        k -= 1
    return lower_at(tokens, k) in _BE


def _tells_of(trigger: Trigger) -> bool:
    return trigger.harm in _OF_ONE and not trigger.weak


def _plain(scene: Scene, trigger: Trigger) -> bool:
    """Whether the harm word has no capital: in a heading, names can't be told from other words."""
    return scene.tokens[trigger.first].text.islower()


def _skipped(tokens: Sequence[Token], k: int) -> int:
    """The first token from `k` on that is no auxiliary."""
    last = k
    while last < min(len(tokens), k + BESIDE) and tokens[last].lower in words().auxiliaries:
        if trigger_at(tokens, last) is not None:
            break
        last += 1
    return last


def _beside(scene: Scene, row: Sequence[_Victim], k: int, other: int) -> bool:
    """Tie a victim to the harm of the one before or after it, where nothing but a joint stands between."""
    if not 0 <= other < len(row) or row[other].link is None or row[k].quantity.noun is None:
        return False
    victim, known, tokens = row[k], row[other], scene.tokens
    if known.quantity.noun == "person" and _is_apposition(tokens, known.quantity, victim.quantity):
        return False
    if _is_bare(tokens, victim.quantity) and not known.quantity.single:
        return False  # "20 men, mostly women and child" has no child of its own
    link = known.link
    if link is None or link.harm not in _OF_ONE or (link.head is not None and not victim.quantity.single):
        return False
    if other < k:
        start = known.quantity.end
        if known.before and link.trigger is not None:
            start = link.trigger.last  # "was killed along with six others"
            if not _is_company(tokens, start, victim.quantity.first):
                return False
        elif known.before:
            return False
        if not _is_joint(tokens, start, victim.quantity.first) or not _ends_there(tokens, victim.quantity):
            return False
        return _tie(_of_the_named(victim, known), link.harm, "named_beside_another_victim", head=link.head)
    q = victim.quantity
    if not known.before or not _is_joint(tokens, q.end, known.quantity.first):
        return False
    if not _starts_clause(tokens, q.first):
        return False
    return _tie(_of_the_named(victim, known), link.harm, "named_beside_another_victim", before=True)


def _of_the_named(victim: _Victim, known: _Victim) -> _Victim:
    """The victim, as told one by one if the one beside it is: "Ann Lee and her two sons"."""
    if known.quantity.named:
        victim.quantity = replace(victim.quantity, named=True)
    return victim


def _is_apposition(tokens: Sequence[Token], name: QuantityPhrase, q: QuantityPhrase) -> bool:
    """Whether it says who the one named before was: "Ann Lee, a nurse"."""
    return q.first == name.end + 1 and tokens[name.end].text == "," and tokens[q.first].lower in ("a", "an", "the")


def _is_bare(tokens: Sequence[Token], q: QuantityPhrase) -> bool:
    """Whether it is a noun alone, which only goes on a row of single victims."""
    return q.single and tokens[q.first].lower == tokens[q.last - 1].lower


def _is_joint(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether only a joint stands in `[first, last)`, and whose they are: "and his", ", along with the"."""
    between = [t.lower for t in tokens[first:last]]
    whose = bool(between) and (between[-1] in _WHOSE or between[-1].endswith("'s"))
    if between and (between[-1] in ("the", "both") or whose):
        between = between[:-1]
    if len(between) > 1 and between[0] == ",":
        between = between[1:]
    if between == ["with"]:
        return whose or tokens[last].lower in _WHOSE
    return tuple(between) in _JOINTS


def _is_company(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words between are of company, not of a row: "along with", never "and"."""
    return not {t.lower for t in tokens[first:last]} & {"and", "&"} and last - first > 0 and tokens[first].text != ","


def _ends_there(tokens: Sequence[Token], q: QuantityPhrase) -> bool:
    """Whether the sentence says nothing that the victim does: "killed a man and a doctor said"."""
    word = lower_at(tokens, q.end)
    if _goes_on_to_speak(tokens, q.end):
        return False
    return not word or word in _GOES_ON or (trigger_at(tokens, q.end) is None and word.endswith("day"))


def _goes_on_to_speak(tokens: Sequence[Token], i: int) -> bool:
    """Whether those named up to token `i` are who tells it: "wounding 30 others, a resident and a local official said".

    A relative clause or a comma ends their words: "her son, officials said".
    """
    for k in range(i, min(len(tokens), i + SPOKEN)):
        if words().say.at(tokens, k) is not None:
            return True
        if tokens[k].lower in _NOT_OF_SPEAKERS:
            return False
    return False


SPOKEN = 14
"""Tokens between the end of a speaker's words and the verb of saying, at most."""

_NOT_OF_SPEAKERS = frozenset(
    ', ; : . " “ ” ( ) who whom whose which that were was is are when while as after before where'.split()
)


def _starts_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether a subject may start at token `i`."""
    before = lower_at(tokens, i - 1)
    times = lexicon("en", "times")
    return not before or before in _CLAUSE_BEFORE or before in times["weekdays"] or before.isdecimal()


def _tie(
    victim: _Victim,
    harm: Harm,
    rule: str,
    *,
    trigger: Trigger | None = None,
    before: bool = False,
    head: int | None = None,
) -> bool:
    reason = Reason(rule=rule, sentence=_WHY[rule])
    victim.link = Link(quantity=victim.quantity, harm=harm, reason=reason, trigger=trigger, head=head)
    victim.before = before
    return True


_WHY = {
    "harm_told_of_one": "The harm is told of one victim, by name, by kinship or by role.",
    "named_beside_another_victim": "The victim is named beside another, to whom the harm came.",
}


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(lexicon("en", "victims")[name]["words"])
