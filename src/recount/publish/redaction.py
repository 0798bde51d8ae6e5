"""redact(): a release cut down to what its profile lets out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from typing import Any, TypeVar, cast

from recount.model import (
    Actor,
    Claim,
    GroundedClaim,
    GroundedStatement,
    Origin,
    Place,
    Profile,
    Release,
    Removed,
    ReportedIn,
    ReportHead,
)
from recount.publish.masking import Mask
from recount.publish.places import coarsened
from recount.publish.plan import Plan, plan_for

_CONTENT_ID = re.compile(r"[a-z]+:[0-9a-f]{16}")

T = TypeVar("T")


def redact(release: Release, profile: Profile) -> Release:
    """The release for that profile, with all that was taken out listed in `removed`.

    ``internal`` takes nothing out. ``public`` drops persons' names, turns named private persons into "a resident",
    "a medic" and the like, and places nothing finer than the neighbourhood; then masks what it took out in every
    text of the release, in any case and spelling, also single words of it, and names that extraction missed where
    the words around them tell.

    Identifiers derived from content stay. A report whose given id holds a name goes by its content-derived id.
    Spans still count into the report, never into a released sentence, which may be shorter or longer.
    """
    if profile is Profile.INTERNAL:
        return replace(release, profile=profile)
    plan = plan_for(release)
    redacted = _Redactor(plan, _report_names(release, plan.mask)).of(release)
    return replace(redacted, profile=profile, removed=_merged(release.removed, plan.removed))


class _Redactor:
    """Walks a release. Every string in it is masked unless a rule below says otherwise."""

    def __init__(self, plan: Plan, report_names: dict[str, str]) -> None:
        self._plan = plan
        self._report_names = report_names
        self._masked: dict[str, str] = {}
        self._origins = {actor.key: stand.key for actor, stand in plan.stands.items()}
        self._rules: dict[type, Callable[[Any], Any]] = {
            Actor: lambda actor: plan.stands.get(actor) or self._fields(actor),
            Claim: lambda claim: self._fields(replace(claim, persons=())),
            Place: lambda place: self._fields(coarsened(place, plan.atlas)),
            ReportHead: self._head,
            ReportedIn: lambda share: replace(share, id=self._report(share.id)),
            GroundedClaim: self._claim,
            Origin: self._origin,
            GroundedStatement: lambda one: self._fields(replace(one, given_id=self._report(one.given_id))),
        }

    def of(self, thing: T) -> T:
        """The thing without what the plan removes."""
        if isinstance(thing, Enum):
            return thing
        if isinstance(thing, str):
            return cast("T", self._text(thing))
        if isinstance(thing, tuple):
            return cast("T", tuple(self.of(one) for one in thing))
        if dataclasses.is_dataclass(thing):
            return cast("T", self._rules.get(type(thing), self._fields)(thing))
        return thing

    def _text(self, text: str) -> str:
        if text not in self._masked:
            self._masked[text] = text if _CONTENT_ID.fullmatch(text) else self._plan.mask(text)
        return self._masked[text]

    def _fields(self, thing: Any) -> Any:  # noqa: ANN401 - any dataclass of the model
        old = {field.name: getattr(thing, field.name) for field in dataclasses.fields(thing)}
        new = {name: self.of(value) for name, value in old.items()}
        return replace(thing, **new) if new != old else thing

    def _claim(self, grounded: GroundedClaim) -> GroundedClaim:
        origins = tuple(self._origins.get(origin, origin) for origin in grounded.origins)
        given_id = self._report(grounded.given_id)
        return cast("GroundedClaim", self._fields(replace(grounded, origins=origins, given_id=given_id, details=())))

    def _origin(self, origin: Origin) -> Origin:
        source, at, carrier = origin.key.partition("@")
        key = self._origins.get(source, source) + at + self._origins.get(carrier, carrier)
        reports = tuple(self._report(given_id) for given_id in origin.reports)
        return cast("Origin", self._fields(replace(origin, key=key, reports=reports)))

    def _head(self, head: ReportHead) -> ReportHead:
        # half an address helps no reader, and its other half may still be found by it
        url = None if head.url and self._plan.mask.holds(head.url) else head.url
        return cast("ReportHead", self._fields(replace(head, url=url, given_id=self._report(head.given_id))))

    def _report(self, given_id: str) -> str:
        return self._report_names.get(given_id, given_id)


def _report_names(release: Release, mask: Mask) -> dict[str, str]:
    """Content-derived ids for the given ids that hold a removed value."""
    return {head.given_id: head.id for head in release.reports if mask.holds(head.given_id)}


def _merged(before: tuple[Removed, ...], now: tuple[Removed, ...]) -> tuple[Removed, ...]:
    return tuple(dict.fromkeys((*before, *now)))
