"""redact(): a release cut down to what its profile lets out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, TypeVar, cast

from recount.lang.names import fold_name
from recount.model import (
    Actor,
    ActorKind,
    Claim,
    GroundedClaim,
    GroundedStatement,
    Person,
    Place,
    Profile,
    QuotedClaim,
    QuotedStatement,
    Release,
    Removed,
    ReportedIn,
    ReportHead,
)
from recount.publish.masking import Mask
from recount.publish.missed import Reader
from recount.publish.places import PLACE_WITHHELD, Atlas, atlas_of, coarsened, fine_names, is_fine_name
from recount.publish.private import DEFAULT_OTHER, DEFAULT_SOURCE, is_nameless, is_private, stand_for
from recount.publish.tokens import tokens

NAME_WITHHELD = "[name withheld]"

_CONTENT_ID = re.compile(r"[a-z]+:[0-9a-f]{16}")
_SHOWN_KINDS = frozenset(ActorKind) - {ActorKind.PRIVATE_PERSON, ActorKind.UNKNOWN, ActorKind.MEDICAL}

T = TypeVar("T")


def redact(release: Release, profile: Profile) -> Release:
    """The release for that profile, with all that was taken out listed in `removed`.

    ``internal`` takes nothing out. ``public`` drops persons' names, turns named private persons into "a resident",
    "a medic" and the like, and places nothing finer than the neighbourhood; then masks what it took out in every
    text of the release, in any case and spelling, also single words of it, and names that extraction missed where
    the words around tell. Redacting again takes nothing more out.

    Identifiers derived from content stay. Spans still count into the report and never into a released sentence.
    """
    if profile is Profile.INTERNAL:
        return replace(release, profile=profile)
    plan = _plan(release)
    redacted = _Redactor(plan, _report_names(release, plan.mask)).of(release)
    return replace(redacted, profile=profile, removed=_merged((*release.removed, *plan.removed)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    removed: tuple[Removed, ...]
    stands: dict[str, Actor]
    """What stands for each named private person, by the actor's key."""

    atlas: Atlas
    mask: Mask


class _Redactor:
    """Walks a release. Every string in it is masked unless a rule below says otherwise."""

    def __init__(self, plan: _Plan, report_names: dict[str, str]) -> None:
        self._plan = plan
        self._report_names = report_names
        self._rules: dict[type, Callable[[Any], Any]] = {
            Actor: self._actor,
            Claim: lambda claim: self._fields(replace(claim, persons=())),
            Place: lambda place: self._fields(coarsened(place, plan.atlas)),
            ReportHead: self._head,
            ReportedIn: lambda share: replace(share, id=self._report(share.id)),
            GroundedClaim: self._grounded_claim,
            GroundedStatement: lambda one: self._fields(replace(one, given_id=self._report(one.given_id))),
        }

    def of(self, thing: T) -> T:
        """The thing without what the plan removes."""
        if isinstance(thing, Enum) or thing is None:
            return thing
        if isinstance(thing, str):
            return cast("T", self._text(thing))
        if isinstance(thing, tuple):
            return cast("T", tuple(self.of(one) for one in thing))
        if dataclasses.is_dataclass(thing):
            return cast("T", self._rules.get(type(thing), self._fields)(thing))
        return thing

    def _fields(self, thing: Any) -> Any:  # noqa: ANN401 - any dataclass of the model
        old = {field.name: getattr(thing, field.name) for field in dataclasses.fields(thing)}
        new = {name: self.of(value) for name, value in old.items()}
        changed = {name: value for name, value in new.items() if value is not old[name] and value != old[name]}
        return replace(thing, **changed) if changed else thing

    def _text(self, text: str) -> str:
        return text if _CONTENT_ID.fullmatch(text) else self._plan.mask(text)

    def _actor(self, actor: Actor) -> Actor:
        stand = self._plan.stands.get(_identity(actor))
        return stand if stand is not None else cast("Actor", self._fields(actor))

    def _grounded_claim(self, grounded: GroundedClaim) -> GroundedClaim:
        stands = {old.split("\0")[0]: stand.key for old, stand in self._plan.stands.items()}
        origins = tuple(stands.get(origin, origin) for origin in grounded.origins)
        given_id = self._report(grounded.given_id)
        return cast("GroundedClaim", self._fields(replace(grounded, origins=origins, given_id=given_id)))

    def _head(self, head: ReportHead) -> ReportHead:
        url = None if head.url and (self._plan.mask.holds(head.url) or _has_spot(head.url)) else head.url
        return cast("ReportHead", self._fields(replace(head, url=url, given_id=self._report(head.given_id))))

    def _report(self, given_id: str) -> str:
        return self._report_names.get(given_id, given_id)
