"""Judging: a judgement as a form or a program sends it, made into an order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import quote, unquote

from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData

from recount.errors import UsageError
from recount.model import DecisionKind, Field
from recount.server.shapes.decisions import AskedDecision
from recount.workspace.deciding import Order

Asked = TypeVar("Asked", bound=BaseModel)

COOKIE = "reviewer"

USUAL = {
    DecisionKind.ACCEPT: "Read: the report says so.",
    DecisionKind.REJECT: "Read: this is no claim of harm.",
    DecisionKind.SET_ASIDE: "Read: it should not count.",
    DecisionKind.CORRECT: "Read: corrected after the words of the report.",
    DecisionKind.SAME: "Read: one incident.",
    DecisionKind.DIFFERENT: "Read: not one incident.",
    DecisionKind.SAME_ORIGIN: "Read: one counting.",
    DecisionKind.ELSEWHERE: "Read: not one place.",
    DecisionKind.UNDO: "Taken back at the desk.",
}
"""Reasons that stand in the log where a person at the desk gave none of their own."""


def order_of(asked: AskedDecision, *, reviewer: str) -> Order:
    """The order that a program's judgement is.

    Raises:
        UsageError: no such kind or field, or nobody who decides.
    """
    by = asked.by or reviewer
    if not by.strip():
        raise UsageError("Say who decides: give your name at the foot of the page, or `by` in the request.")
    to = tuple((field_named(name), value) for name, value in asked.to.items())
    return Order(
        kind=_kind(asked.kind), things=tuple(asked.things), by=by, why=asked.why, to=to, settles=tuple(asked.settles)
    )


def asked_in(form: FormData) -> AskedDecision:
    """What a form asks for. Of a correction only the fields that were changed; an empty reason is the usual one.

    Raises:
        UsageError: it can't be meant so.
    """
    kind = _kind(_one(form, "kind"))
    try:
        return AskedDecision(
            kind=kind.value,
            things=[str(thing) for thing in form.getlist("thing")],
            by=_one(form, "by"),
            why=_one(form, "why").strip() or USUAL[kind],
            to=_changed(form) if kind is DecisionKind.CORRECT else {},
            settles=[str(one) for one in form.getlist("settles")],
            seen=int(seen) if (seen := _one(form, "seen")).isdecimal() else None,
        )
    except ValidationError as error:
        raise not_meant(error) from error


def local_path(form: FormData, default: str) -> str:
    """The desk's own page to go on with: never another site's."""
    path = _one(form, "next")
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if safe else default


def to_cookie(name: str) -> str:
    """A name as a cookie holds it."""
    return quote(" ".join(name.split())[:100])


def from_cookie(value: str) -> str:
    """The name that a cookie holds."""
    return unquote(value)[:100]


def _changed(form: FormData) -> dict[str, str]:
    named = dict(zip(_all(form, "field"), _all(form, "to"), strict=False))
    set_to = {field: _one(form, f"set-{field}").strip() for field in Field if f"set-{field}" in form}
    differs = {f.value: words for f, words in set_to.items() if words != _one(form, f"was-{f}").strip()}
    if not named and not differs:
        raise UsageError("Nothing was changed: change a field, then save.")
    return named | differs


def _all(form: FormData, name: str) -> Sequence[str]:
    return [str(value) for value in form.getlist(name)]


def _one(form: FormData, name: str) -> str:
    return str(form.get(name) or "")


def _kind(words: str) -> DecisionKind:
    try:
        return DecisionKind(words)
    except ValueError:
        raise UsageError(f"{words!r} is no judgement: choose of {', '.join(DecisionKind)}.") from None


def field_named(name: str) -> Field:
    """The field of a claim that goes by that name.

    Raises:
        UsageError: none does.
    """
    try:
        return Field(name)
    except ValueError:
        raise UsageError(f"{name!r} is no field of a claim: choose of {', '.join(Field)}.") from None


def read_json(kind: type[Asked], body: bytes) -> Asked:
    """What a program sent.

    Raises:
        UsageError: it is not of that kind; the message says where.
    """
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        raise not_meant(error) from error


def not_meant(error: ValidationError) -> UsageError:
    """What is wrong with it, in a sentence: the first thing."""
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"])) or "the request"
    return UsageError(f"{where} can't be used as it is: {first['msg']}.")
