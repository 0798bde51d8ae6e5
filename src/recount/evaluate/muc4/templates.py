"""Templates: an incident as MUC-4 writes it, a table of slots that hold fills; and the corpus's keys read as such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from recount.evaluate.suite import Row


class Slot(StrEnum):
    """The slots that are scored. The number of a message and of a template are not."""

    DATE = "INCIDENT: DATE"
    LOCATION = "INCIDENT: LOCATION"
    TYPE = "INCIDENT: TYPE"
    STAGE = "INCIDENT: STAGE OF EXECUTION"
    INSTRUMENT = "INCIDENT: INSTRUMENT ID"
    INSTRUMENT_TYPE = "INCIDENT: INSTRUMENT TYPE"
    CATEGORY = "PERP: INCIDENT CATEGORY"
    INDIVIDUAL = "PERP: INDIVIDUAL ID"
    ORGANISATION = "PERP: ORGANIZATION ID"
    CONFIDENCE = "PERP: ORGANIZATION CONFIDENCE"
    TARGET = "PHYS TGT: ID"
    TARGET_TYPE = "PHYS TGT: TYPE"
    TARGET_NUMBER = "PHYS TGT: NUMBER"
    TARGET_NATION = "PHYS TGT: FOREIGN NATION"
    TARGET_EFFECT = "PHYS TGT: EFFECT OF INCIDENT"
    TARGET_TOTAL = "PHYS TGT: TOTAL NUMBER"
    VICTIM_NAME = "HUM TGT: NAME"
    VICTIM = "HUM TGT: DESCRIPTION"
    VICTIM_TYPE = "HUM TGT: TYPE"
    VICTIM_NUMBER = "HUM TGT: NUMBER"
    VICTIM_NATION = "HUM TGT: FOREIGN NATION"
    VICTIM_EFFECT = "HUM TGT: EFFECT OF INCIDENT"
    VICTIM_TOTAL = "HUM TGT: TOTAL NUMBER"


@dataclass(frozen=True, slots=True)
class Days:
    """When: a day, days between two, or, without a start, "on or before" a day."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many: "6" [6, 6], "6-" [6, ∞), "-80" up to 80, PLURAL [2, ∞)."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Path:
    """Where: names from the country down, in capitals."""

    names: tuple[str, ...]


Value = str | Days | Count | Path


@dataclass(frozen=True, slots=True)
class Fill:
    """One fill of a slot: any of its values is right."""

    values: tuple[Value, ...]
    about: tuple[str, ...] = ()
    """The target or perpetrator that it is said of, by any of these names: "1: «MAYOR»"."""

    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One incident."""

    fills: Mapping[Slot, tuple[Fill, ...]] = field(default_factory=dict)
    optional: bool = False
    killed: int | None = None
    """The dead whose number is known; ``None`` where none is."""

    def of(self, slot: Slot) -> tuple[Fill, ...]:
        """The fills of a slot, none where it is empty or does not apply."""
        return self.fills.get(slot, ())


def key_templates(row: Row) -> list[Template]:
    """The templates of a document of the corpus."""
    return [_template(t) for t in row["gold"]]


def _template(key: Row) -> Template:
    slots: dict[str, list[Row] | None] = key["slots"]
    fills = {slot: tuple(_fill(f) for f in slots.get(slot) or ()) for slot in Slot}
    return Template(
        fills={slot: tuple(f for f in of if f.values) for slot, of in fills.items()},
        optional=bool(key["optional"]),
        killed=_killed(key["victims"]["targets"]),
    )


def _fill(fill: Row) -> Fill:
    return Fill(tuple(_values(fill)), tuple(fill.get("xref") or ()), bool(fill.get("optional")))


def _values(fill: Row) -> Iterator[Value]:
    for told in fill.get("alternatives") or fill.get("values") or ():
        if isinstance(told, str):
            yield told
        elif "text" in told:
            yield str(told["text"])
        elif "path" in told:
            yield Path(tuple(p["name"].upper() for p in told["path"]))
        elif "lo" in told:
            yield Count(told["lo"], told["hi"])
        elif told.get("kind") in ("on", "on_or_before", "between", "on_or_after"):
            try:
                yield Days(_day(told["start"]), _day(told["end"]))
            except ValueError:  # the keys hold a 29 February of a common year
                continue


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _killed(targets: list[Any]) -> int | None:
    """The sum over the human targets of which it is said only that they died, where a number is given."""
    known = [
        t["number"][0]["lo"]
        for t in targets
        if not t.get("optional") and t.get("effect") and set(t["effect"]) == {"DEATH"} and _is_known(t.get("number"))
    ]
    return sum(known) if known else None


def _is_known(number: list[Row] | None) -> bool:
    return bool(number) and number[0]["lo"] is not None and not number[0]["plural"]  # type: ignore[index]
