"""Times: expressions of time become intervals of days, or stay unresolved; never a guess, never today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from recount.lang.loader import lexicon
from recount.lang.timewords import TimeWords, find_times
from recount.model import Granularity, When

RECENT = {"days": 3, "weeks": 21, "months": 90, "years": 730}
"""Days that "in recent days", "weeks" … reach back. The first is what the claims gold's readers took it for."""

_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "three": 3, "several": 3, "few": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14,
}  # fmt: skip
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What expressions of time are counted from."""

    published: date | None
    """The day the report is dated; without it relative expressions stay unresolved."""

    before: When | None = None
    """The event told last: "a day later" counts from it."""

    coming: bool = False
    """Whether the words speak of something to come: "will meet Saturday"."""


def resolve_time(words: str, anchor: Anchor) -> When | None:
    """The days that the words mean; ``None`` where they can't be told."""
    found = find_times(words)
    if not found:
        return None
    time = found[0]
    rule = _RULES.get(time.rule)
    try:
        return rule(time, anchor) if rule else None
    except (ValueError, OverflowError):  # 31 February, year 0
        return None


def _published(anchor: Anchor) -> date:
    if anchor.published is None:
        raise ValueError("no publication date to count from")
    return anchor.published


def _dmy(time: TimeWords, anchor: Anchor) -> When | None:
    day, month = _number(time.parts["day"]), _month(time.parts["month"])
    if "year" in time.parts:
        return _day(date(int(time.parts["year"]), month, day))
    published = _published(anchor)
    made = date(published.year, month, day)
    if not anchor.coming and made > published + timedelta(days=7):
        made = date(published.year - 1, month, day)
    return _day(made)


def _dayspan(time: TimeWords, anchor: Anchor) -> When:
    month = _month(time.parts["month"])
    year = int(time.parts["year"]) if "year" in time.parts else _published(anchor).year
    start, end = date(year, month, _number(time.parts["first"])), date(year, month, _number(time.parts["last"]))
    return When(start=start, end=end, granularity=Granularity.SPAN)


def _my(time: TimeWords, anchor: Anchor) -> When:
    return _whole_month(int(time.parts["year"]), _month(time.parts["month"]), anchor)


def _month_alone(time: TimeWords, anchor: Anchor) -> When:
    published, month = _published(anchor), _month(time.parts["name"])
    return _whole_month(published.year - (month > published.month), month, anchor)


def _whole_month(year: int, month: int, anchor: Anchor) -> When:
    start = date(year, month, 1)
    end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    if anchor.published is not None and start <= anchor.published < end:
        end = anchor.published
    return When(start=start, end=end, granularity=Granularity.MONTH)


def _year(time: TimeWords, anchor: Anchor) -> When:
    year = int(time.parts["name"])
    end = date(year, 12, 31)
    if anchor.published is not None and anchor.published.year == year:
        end = anchor.published
    return When(start=date(year, 1, 1), end=end, granularity=Granularity.YEAR)


def _weekday(time: TimeWords, anchor: Anchor) -> When:
    mod = time.parts.get("mod", "").lower()
    coming = mod in ("next", "coming")
    day = _on_weekday(time.parts["name"], replace(anchor, coming=True) if coming else anchor)
    if day == _published(anchor) and (coming or mod == "last"):
        day += timedelta(days=7 if coming else -7)
    return _day(day)


def _on_weekday(name: str, anchor: Anchor) -> date:
    """The last such weekday up to the day of publication, or the next one for what is to come."""
    published, number = _published(anchor), lexicon("en", "times")["weekdays"][name.lower()]
    if anchor.coming:
        return published + timedelta(days=(number - published.weekday()) % 7)
    return published - timedelta(days=(published.weekday() - number) % 7)


def _weekdayspan(time: TimeWords, anchor: Anchor) -> When:
    end = _on_weekday(time.parts["last"], anchor)
    start = _on_weekday(time.parts["first"], Anchor(published=end))
    return When(start=start, end=end, granularity=Granularity.SPAN)


def _run(time: TimeWords, anchor: Anchor) -> When:
    """For "in three days of airstrikes that resumed Tuesday": three days from that Tuesday."""
    start = _on_weekday(time.parts["weekday"], replace(anchor, coming=False))
    end = start + timedelta(days=max(1, _number(time.parts["count"])) - 1)
    return When(start=start, end=max(start, min(end, _published(anchor))), granularity=Granularity.SPAN)


def _later(time: TimeWords, anchor: Anchor) -> When | None:
    if anchor.before is None:
        return None
    step = time.parts.get("next", "").lower()
    if step:
        days = {"next": 1, "following": 1, "previous": -1, "same": 0}[step]
    else:
        days = _number(time.parts["count"]) * (7 if "week" in time.parts["unit"] else 1)
        days = -days if time.parts["way"].lower() in ("earlier", "before") else days
    return _day((anchor.before.end if days > 0 else anchor.before.start) + timedelta(days=days))


def _ago(time: TimeWords, anchor: Anchor) -> When:
    unit = time.parts["unit"].lower().rstrip("s")
    if unit == "hour":
        return _day(_published(anchor))
    if unit == "year":
        return _year(TimeWords(rule="year", parts={"name": str(_published(anchor).year - _number(time.parts["count"]))},
                               start=0, end=0), anchor)  # fmt: skip
    day = _published(anchor) - timedelta(days=_number(time.parts["count"]) * _UNIT_DAYS[unit])
    slack = timedelta(days=0 if unit == "day" else _UNIT_DAYS[unit] // 4)
    return When(start=day - slack, end=day + slack, granularity=Granularity.SPAN if slack else Granularity.DAY)


def _past(time: TimeWords, anchor: Anchor) -> When:
    unit, count = time.parts["unit"].lower().rstrip("s"), _number(time.parts.get("count", "one"))
    days = -(-count // 24) if unit == "hour" else count * _UNIT_DAYS[unit]
    return _back(days, anchor)


def _recent(time: TimeWords, anchor: Anchor) -> When:
    return _back(RECENT[time.parts["unit"].lower()], anchor)


def _bare(time: TimeWords, anchor: Anchor) -> When:
    return _back(_number(time.parts["count"]) * (7 if "week" in time.parts["unit"] else 1) - 1, anchor)


def _back(days: int, anchor: Anchor) -> When:
    published = _published(anchor)
    return When(start=published - timedelta(days=days), end=published, granularity=Granularity.SPAN)


def _thisunit(time: TimeWords, anchor: Anchor) -> When | None:
    published = _published(anchor)
    which, unit = time.parts["which"].lower(), time.parts["unit"].lower()
    shift = {"last": -1, "next": 1}.get(which, 0)
    if unit in ("week", "weekend"):
        monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * shift)
        start = monday + timedelta(days=5) if unit == "weekend" else monday
        end = monday + timedelta(days=6)
    elif unit == "month":
        month = published.year * 12 + published.month - 1 + shift
        start = date(month // 12, month % 12 + 1, 1)
        end = date((month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)
    else:
        start, end = date(published.year + shift, 1, 1), date(published.year + shift, 12, 31)
    if shift == 0 and not anchor.coming and start <= published:
        end = min(end, published)
    return When(start=start, end=end, granularity=Granularity(unit) if unit != "weekend" else Granularity.SPAN)


def _since(time: TimeWords, anchor: Anchor) -> When:
    published, parts = _published(anchor), time.parts
    if "onlyyear" in parts:
        start = date(int(parts["onlyyear"]), 1, 1)
    elif "weekday" in parts:
        start = _on_weekday(parts["weekday"], replace(anchor, coming=False))
    elif "month" in parts:
        month = _month(parts["month"])
        year = int(parts["year"]) if "year" in parts else published.year - (month > published.month)
        within = {"mid": 15, "late": 21}.get(parts.get("part", "").lower(), 1)
        day = parts.get("day") or parts.get("dayfirst")
        start = date(year, month, _number(day) if day else within)
    else:
        start = published - timedelta(days=1)
    return When(start=start, end=max(start, published), granularity=Granularity.SPAN)


def _since_event(time: TimeWords, anchor: Anchor) -> When | None:
    if "year" not in time.parts:
        return None
    start = date(int(time.parts["year"]), _month(time.parts["month"]) if "month" in time.parts else 1, 1)
    return When(start=start, end=max(start, _published(anchor)), granularity=Granularity.SPAN)


def _war_age(time: TimeWords, anchor: Anchor) -> When:
    """For "the five-year war": from the first day of the year so many years back."""
    published = _published(anchor)
    start = date(published.year - _number(time.parts["years"]), 1, 1)
    return When(start=start, end=published, granularity=Granularity.YEAR)


def _day_word(time: TimeWords, anchor: Anchor) -> When:
    published, word = _published(anchor), " ".join(time.parts["word"].lower().split())
    if word in ("overnight", "last night"):
        return When(start=published - timedelta(days=1), end=published, granularity=Granularity.NIGHT)
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    return _day(published + timedelta(days=shift))


def _iso(time: TimeWords, anchor: Anchor) -> When:
    return _day(date(int(time.parts["year"]), int(time.parts["month"]), int(time.parts["day"])))


def _day(day: date) -> When:
    return When(start=day, end=day, granularity=Granularity.DAY)


def _number(words: str) -> int:
    digits = "".join(c for c in words if c.isdigit())
    return int(digits) if digits else _COUNTS[" ".join(words.lower().split())]


def _month(words: str) -> int:
    return int(lexicon("en", "times")["months"][words.lower().rstrip(".").strip()])


_RULES: dict[str, Callable[[TimeWords, Anchor], When | None]] = {
    "run": _run,
    "sinceevent": _since_event,
    "warage": _war_age,
    "since": _since,
    "dayspan": _dayspan,
    "dmy": _dmy,
    "mdy": _dmy,
    "iso": _iso,
    "my": _my,
    "weekdayspan": _weekdayspan,
    "weekday": _weekday,
    "later": _later,
    "ago": _ago,
    "past": _past,
    "recent": _recent,
    "thisunit": _thisunit,
    "day": _day_word,
    "bare": _bare,
    "month": _month_alone,
    "year": _year,
}
