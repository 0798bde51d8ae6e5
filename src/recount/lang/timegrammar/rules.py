"""Rules: the shapes of expressions of time, as patterns over classes of words, tried in order at each place.

A name in capitals stands for one word of a class, or for a part given below. Every repetition is bounded or of single
words, so matching is linear.
"""

from __future__ import annotations

import re
from functools import cache

from recount.lang.timegrammar.words import LETTERS

_NAMES = {
    "MONTH": "months", "WEEKDAY": "weekdays", "SEASON": "seasons", "PART": "parts_of_day", "ANYBUTYEAR": "units",
    "AYEAR": "years", "UNITS": "many", "NUM": "numbers", "HUNDRED": "hundreds", "ORDINALWORD": "ordinals",
    "DECADEWORD": "decades", "NTH": "ordinal", "HOLIDAY": "holidays", "REF": "references", "SET": "sets",
    "POSS": "possessive",
}  # fmt: skip

_PARTS = {
    "FIGURE": "(?:A? FEW OF?|A HUNDRED|ANYNUM(?: HYPHEN? ANYNUM| AND NUM)*|SMALL|NUMBER)",
    "ANYNUM": "(?:NUM|HUNDRED)",
    "COUNT": "(?:FIGURE (?:(?:OR|TO|HYPHEN) FIGURE)?)",
    "BOUND": "(?:AT THE? LEAST|NO? MORE THAN|NO? LESS THAN|UP TO|ABOUT|OVER|FEW(?= NUM| SMALL| NUMBER))",
    "ANYUNIT": "(?:UNIT|UNITS|QUARTER|CENTURY|HOURS)",
    "UNIT": "(?:ANYBUTYEAR|AYEAR)",
    "SINGLE": "(?:UNIT|QUARTER|CENTURY)",
    "TERM": "(?:UNIT|UNITS|CENTURY|HOURS|PART)",
    "FIRM": "(?:AT THE? LEAST|NO? MORE THAN|NO? LESS THAN|UP TO|ABOUT)",
    "ENDS": "(?= STOP| COMMA|$)",
    "PLURAL": "(?:UNITS|QUARTER|HOURS)",
    "DAY": "(?:SMALL|NTH)",
    "YEARS": "(?:YEAR ERA?|NUMBER ERA|SMALL ERA)",
    "EDGES": "(?:EARLY HYPHEN?(?: IN THE?)?|THE? EARLY REST? OF? THE?|THE? EDGE OF THE?|THE? REST OF THE?|THE? "
             "LAST HALF OF THE?|THE? LAST REST OF THE?)",
    "THATYEAR": "(?:(?:OF|IN)? (?:THE? THAT|THIS|LAST|NEXT|THE LAST|THE NEXT) AYEAR)",
    "NAMED": "(?:(?:THIS|LAST|NEXT|THE LAST|THE NEXT|THAT|THE THAT) NEXT?)",
    "MD": "(?:MONTH STOP? (?:THE? DAY|ORDINALWORD))",
    "DM": "(?:DAY (?:OF THE?)? MONTH)",
}  # fmt: skip

_RULES = [
    ("iso", "ISO"),
    ("clock", "ABOUT? (?:CLOCK AMPM? HOURS?|SMALL AMPM|SMALL IN THE PART) ZONE?"
              " (?:(?:COMMA|ON)? (?:(?:WEEKDAY COMMA?)? (?:MD|THE? DM) (?:COMMA? YEARS)?|WEEKDAY|DEICTIC))?"),
    ("clock", "(?:WEEKDAY|MD|DM) COMMA? (?:CLOCK AMPM?|SMALL AMPM)"),
    ("dayspan", "THE? DAY (?:HYPHEN|TO|AND|OR) DAY OF? MONTH (?:COMMA? YEARS)?"),
    ("dayspan", "MONTH STOP? DAY (?:(?:HYPHEN|TO|OR) DAY|AND NTH) (?:COMMA? YEARS)?"),
    ("partof", "THE? PART OF THE? DAY (?:HYPHEN|TO|AND|OR) DAY OF? MONTH (?:COMMA? YEARS)?"),
    ("partof", "THE? PART OF MONTH STOP? DAY (?:HYPHEN|TO|AND|OR) DAY (?:COMMA? YEARS)?"),
    ("partof", "EARLY? HYPHEN? PART ON? (?:WEEKDAY COMMA?)? (?:THE? DM|MD) (?:COMMA? YEARS)?"),
    ("partof", "THE? EARLY? (?:IN THE)? (?:PART|HOURS) (?:HOURS|UNITS)? OF (?:WEEKDAY COMMA?)? (?:THE? DM "
               "(?:COMMA? YEARS)?|MD (?:COMMA? YEARS)?)"),
    ("partof", "THE? EARLY? (?:IN THE)? PART (?:HOURS|UNITS)? OF EARLY? WEEKDAY"),
    ("date", "(?:NAMED? WEEKDAY STOP? COMMA?)? ABOUT? THE? DM (?:STOP? COMMA? YEARS| COMMA? THATYEAR)?"),
    ("date", "(?:NAMED? WEEKDAY STOP? COMMA?)? ABOUT? (?:THE? EARLY HYPHEN?)? NAMED? MD (?:COMMA? YEARS|COMMA? "
             "THATYEAR)?"),
    ("monthyear", "(?:EDGES|ABOUT)? HYPHEN? MONTH STOP? COMMA? OF? YEARS"),
    ("monthyear", "(?:EDGES|ABOUT)? HYPHEN? MONTH THATYEAR"),
    ("monthyear", "(?:EDGES|ABOUT)? HYPHEN? MONTH NUM NUM HYPHEN? NUM?"),
    ("setmonth", "EACH (?:MONTH|WEEKDAY|SEASON|PART|UNIT UNIT)"),
    ("month", "(?:EDGES|ABOUT)? HYPHEN? NAMED MONTH"),
    ("month", "(?:EDGES|ABOUT)? HYPHEN? MONTH"),
    ("dayoffset", "THE UNIT (?:BEFORE|AFTER) (?:DEICTIC|NAMED? WEEKDAY)"),
    ("weekday", "(?:EARLY ON?|EARLIER ON?|LATER ON?)? NAMED? WEEKDAY EARLY? PART?"),
    ("noon", "EARLY? HYPHEN? PART ON? (?:WEEKDAY|DEICTIC)"),
    ("deictic", "(?:EARLY|LATER|EARLIER)? DEICTIC PART?"),
    ("dayoffset", "THE UNIT (?:BEFORE|AFTER) (?:DEICTIC|NAMED? WEEKDAY)"),
    ("dayoffset", "UNIT BEFORE NAMED? WEEKDAY"),
    ("quarter", "(?:THIS|LAST|NEXT) UNIT POSS ORDINALWORD HYPHEN? (?:QUARTER|HALF)"),
    ("quarter", "THE? (?:YEAR|UNIT HYPHEN (?:AGO|EARLIER)|LAST|THIS|NEXT|FISCAL HYPHEN?){0,6} ORDINALWORD "
                "HYPHEN? (?:QUARTER|HALF) (?:OF (?:THE|THIS|LAST|NEXT|FISCAL){0,6} (?:YEAR|UNIT)|LAST UNIT|THIS "
                "UNIT)?"),
    ("quarter", "THE? (?:LAST|EARLY|LATER) HALF OF YEAR"),
    ("samequarter", "THE? FISCAL? (?:YEAR|UNIT HYPHEN (?:AGO|EARLIER)) (?:UNIT HYPHEN (?:AGO|EARLIER))? "
                    "(?:QUARTER|PERIOD) (?:LAST UNIT)?"),
    ("yearago", "UNIT HYPHEN (?:AGO|EARLIER)"),
    ("season", "(?:EDGES|ABOUT)? (?:THE|NAMED) LAST? (?:EARLY HYPHEN?)? SEASON (?:(?:OF)? YEARS|THATYEAR)?"),
    ("season", "(?:EDGES)? SEASON (?:OF? YEARS|THATYEAR)"),
    ("season", "YEAR SEASON"),
    ("season", "EARLY IN? SEASON"),
    ("season", "SEASON"),
    ("decade", "EDGES? THE? (?:EARLY HYPHEN?)? (?:DECADE ERA?|DECADEWORD)"),
    ("century", "EDGES? THE? (?:EARLY HYPHEN?)? (?:NTH|ORDINALWORD|NUM HYPHEN ORDINALWORD) HYPHEN? CENTURY ERA?"),
    ("spokenyear", "(?:THE UNIT)? NUM NUM HYPHEN? NUM"),
    ("spokenyear", "THE UNIT NUM HUNDRED"),
    ("fiscal", "(?:THE|THIS)? FISCAL YEAR"),
    ("yearspan", "THE UNITS? YEAR HYPHEN YEAR"),
    ("year", "(?:THE UNIT)? (?:EDGES|ABOUT)? YEARS (?:(?:AND|OR) LATER)?"),
    ("shortyear", "SHORT"),
    # in relation to a day
    ("offset", "BOUND? (?:COUNT|A) MORE? ANYUNIT (?:OR SO)? (?:AGO|EARLIER|LATER|BEFORE ENDS|AFTER ENDS)"),
    ("offset", "(?:UNITS|HOURS) (?:AGO|EARLIER|LATER)"),
    ("ofthat", "(?:EARLIER|LATER|EARLY|EDGES) IN? (?:THE? THAT|THE) SINGLE"),
    ("named", "(?:EARLIER|LATER|EARLY|EDGES){0,6} NAMED SINGLE (?:POSS EDGE)?"),
    ("span", "FIRM? (?:THE|THIS)? (?:LAST|NEXT) BOUND? (?:COUNT|A) MORE? (?:PLURAL|UNIT|SEASON) (?:OR SO)?"),
    ("span", "THE COUNT (?:LAST|NEXT) PLURAL"),
    ("span", "(?:THE)? (?:RECENT|LAST|NEXT) PLURAL"),
    ("span", "(?:EARLIER|LATER)? (?:THE) (?:LAST|NEXT) (?:UNIT|QUARTER|CENTURY)"),
    ("same", "THE? THAT (?:THAT)? (?:PART|UNIT|QUARTER|CENTURY)"),
    ("partday", "(?:LATER|EARLIER)? (?:THIS|LAST|NEXT|THE NEXT|THE LAST|THE) PART"),
    ("per", "PER (?:UNIT|QUARTER)"),
    ("each", "(?:EACH|A) OF THE LAST COUNT UNITS"),
    ("each", "EACH (?:UNIT|QUARTER)"),
    ("nthday", "THE (?:ORDINALWORD|NTH|LAST) (?:UNIT)"),
    ("thequarter", "(?:THE|THIS) (?:LAST|NEXT|FISCAL|THIS){0,6} (?:QUARTER|PERIOD)"),
    ("theunit", "(?:EDGES)? THE FISCAL{0,3} UNIT (?! HYPHEN)"),
    ("endof", "UNIT POSS? HYPHEN? EDGE"),
    ("old", "(?:THE|A)? BOUND? COUNT HYPHEN? TERM HYPHEN? OLD"),
    ("duration", "(?:FIRM|OVER(?! THE))? THE (?:FISCAL|ORDINALWORD|LAST|NEXT|UNIT HYPHEN EARLIER){0,6} COUNT "
                 "MORE? (?:UNITS|HOURS)"),
    ("duration", "BOUND? COUNT HYPHEN (?:TERM)"),
    ("duration", "BOUND? COUNT MORE? (?:HYPHEN MORE HYPHEN)? TERM (?:(?:OR|AND) UNITS|OR NUM)? (?:AND A HALF)? "
                 "(?:OR SO)?"),
    ("duration", "BOUND? A MORE? TERM (?! HYPHEN (?:AGO|EARLIER)) (?:OR NUM|OR SO|AND A HALF)?"),
    ("duration", "BOUND HALF A TERM"),
    ("duration", "(?:UNIT|UNITS) HYPHEN LONG"),
    ("bareunits", "THE (?:EARLY|FISCAL) UNITS"),
    ("bareunits", "UNITS (?:OR|AND) UNITS"),
    ("bareunits", "UNITS"),
    ("dayofmonth", "THE NTH"),
    ("holiday", "(?:NAMED)? HOLIDAY YEAR?"),
    ("set", "SET"),
    ("reference", "REF"),
    ("reference", "RECENT"),
    ("former", "FORMER"),
    ("future", "THE? NEAR? FUTURE"),
    ("thepast", "THE RECENT? LAST"),
    ("partbare", "PART"),
]  # fmt: skip
"""Tried in this order at each place; the first that fits wins."""

NAMES = tuple(name for name, _ in _RULES)


@cache
def pattern() -> re.Pattern[str]:
    """All rules as one pattern over the letters of words; the number of the group that matched is the rule's."""
    heads = "".join(LETTERS[name] for name in _HEADS)
    promising = f"(?=[^.,!'{_INNER}-])(?=[^.{heads}]{{0,8}}[{heads}]|n-?n)"
    return re.compile(promising + "(?:" + "|".join(f"({_spelt(body)})" for _, body in _RULES) + ")")


_HEADS = (
    "months", "weekdays", "seasons", "parts_of_day", "units", "years", "many", "quarter", "century", "period", "year",
    "decade", "decades", "iso", "clock", "ampm", "ordinal", "deictic", "holidays", "references", "sets", "recent",
    "hours", "former", "future", "short", "era", "last",
)  # fmt: skip
"""Classes of which every expression has a word: a "the" or "a" that none follows is passed over at once."""

_INNER = "".join(LETTERS[name] for name in ("of", "and", "or", "to", "in", "on", "possessive"))
"""Classes that begin no expression."""


def _spelt(body: str) -> str:
    for _ in range(4):
        body = re.sub(r"[A-Z]+", lambda found: _PARTS.get(found.group(), found.group()), body)
    return re.sub(r"[A-Z]+", _letter, body).replace(" ", "")


def _letter(found: re.Match[str]) -> str:
    name = found.group()
    letter = LETTERS[_NAMES.get(name, name.lower())]
    return re.escape(letter)
