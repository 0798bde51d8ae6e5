"""What a brief shows of one claim: its number, its sentence, who says so, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from recount.model import (
    Actor,
    Claim,
    ClaimId,
    GroundedClaim,
    Modality,
    QuotedClaim,
    Release,
    ReportHead,
    Use,
)
from recount.publish import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence in three pieces, the middle one to be marked. Joined they are the sentence."""

    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where the words stand."""

    report: str
    title: str
    url: str | None
    """An address to open, of http or https alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim as a brief shows it."""

    id: ClaimId
    harm: str
    number: str
    """With a sign: "≥ 160"."""

    words: str
    """As the words limit it: "at least 160 killed"."""

    quote: Quote
    voices: tuple[str, ...]
    """The chain from the source up to the outlet; the outlet alone where it speaks in its own voice."""

    own_voice: bool
    reported: str
    link: Link
    used: bool | None
    reason: str
    """Why it is used or set aside; empty where no figure weighs it."""

    note: str
    """What a reader must not overlook: "alleged", "denied", "background"; else empty."""


class Quoted:
    """The claims of a release, ready to be shown."""

    def __init__(self, release: Release) -> None:
        shown = (*release.earlier, *release.claims)
        self._claims = {quoted.grounded.claim.id: quoted for quoted in shown}
        self._heads = {head.id: head for head in release.reports}

    def find(self, claim: ClaimId) -> QuotedClaim | None:
        """The claim with its sentence, if the release holds it."""
        return self._claims.get(claim)

    def view(self, claim: ClaimId, use: Use | None = None) -> ClaimView | None:
        """The claim as a brief shows it, with what became of it."""
        quoted = self._claims.get(claim)
        return _view(quoted, use, self.link(quoted.grounded)) if quoted else None

    def link(self, grounded: GroundedClaim) -> Link:
        """Where the claim stands."""
        return link_to(self._heads.get(grounded.claim.report), grounded.given_id)


def link_to(head: ReportHead | None, given_id: str) -> Link:
    """The report's place on the web, if it has one that may be opened."""
    if head is None:
        return Link(report=given_id, title="", url=None)
    safe = head.url is not None and head.url.lower().startswith(("http://", "https://"))
    return Link(report=given_id, title=head.title, url=head.url if safe else None)


def voices(sources: tuple[Actor | None, ...], via: tuple[Actor, ...], outlet: str | None) -> tuple[str, ...]:
    """Who speaks, from nearest the facts up to the outlet, each once; equal sources in one."""
    named = wording.listed([actor.name for actor in sources if actor])
    chain = [*([named] if named else []), *(actor.name for actor in via), outlet or "unnamed outlet"]
    return tuple(name for at, name in enumerate(chain) if name not in chain[:at])


def quote_of(sentence: str, words: str) -> Quote:
    """The sentence with those words marked; nothing marked where redaction left other words in it."""
    before, marked, after = sentence.partition(words) if words else (sentence, "", "")
    return Quote(before=_spaced(before), marked=_spaced(marked), after=_spaced(after))


def _view(quoted: QuotedClaim, use: Use | None, link: Link) -> ClaimView:
    grounded, claim = quoted.grounded, quoted.grounded.claim
    chain = voices((grounded.source, *grounded.others), grounded.via, grounded.outlet)
    return ClaimView(
        id=claim.id,
        harm=claim.harm.value,
        number=wording.stated(claim.stated, signs=True),
        words=f"{wording.stated(claim.stated)} {wording.HARMS[claim.harm]}",
        quote=quote_of(quoted.sentence, claim.text),
        voices=chain,
        own_voice=grounded.source is None,
        reported=wording.iso_day(grounded.published),
        link=link,
        used=use.used if use else None,
        reason=use.reason.sentence if use else "",
        note=_note(claim),
    )


def _note(claim: Claim) -> str:
    notes = [claim.modality.value] if claim.modality is not Modality.ASSERTED else []
    return ", ".join([*notes, *(["told as background"] if claim.background else [])])


def _spaced(text: str) -> str:
    """The text on one line, its ends as they were."""
    lined = " ".join(text.split())
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and lined else ""
    return f"{lead}{lined}{tail}"
