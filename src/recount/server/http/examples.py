"""Examples: answers as the description of the interface shows them. Places, outlets and words are made up."""

from __future__ import annotations

from datetime import date

from recount.model import (
    ClaimId,
    Failure,
    Figure,
    Harm,
    IncidentId,
    Mention,
    Reason,
    Refusal,
    ReportId,
    Span,
    StatementId,
    Use,
    When,
)
from recount.publish.rows import Where
from recount.server.shapes.claims import ClaimEntry, Claims, OneClaim, Weighed
from recount.server.shapes.failures import Failures
from recount.server.shapes.figures import Figures, OneFigure
from recount.server.shapes.outlets import Outlet, Outlets
from recount.server.shapes.statements import OneStatement, Statements

_SENTENCE = "At least 14 people were killed when shells hit the bus station on Monday, medics said."
_START = 26
"""Where the sentence begins in its report."""

_REPORT = ReportId("report:3f1c9a2be4d05786")
_CLAIM = ClaimId("claim:9d20c41e7ab35f68")
_INCIDENT = IncidentId("incident:51e8d7c0b2a94f36")
_MONDAY = When(start=date(2031, 3, 10), end=date(2031, 3, 10))
_STATION = Where(names=("bus station", "Port Ardin"), latitude=12.5, longitude=34.25, precision="city", radius_m=4000.0)
_USED = Reason(rule="uncontradicted", sentence="It is used: the only count of everyone, and nobody gives another.")


def _said(words: str) -> Mention:
    start = _START + _SENTENCE.index(words)
    return Mention(span=Span(start=start, end=start + len(words)), words=words)


CLAIM = OneClaim(
    id=_CLAIM,
    report="r-014",
    outlet="Harbour Gazette",
    published="2031-03-11",
    text="At least 14 people",
    sentence=_SENTENCE,
    value=14,
    value_max=None,
    bound="at_least",
    low=14,
    high=None,
    harm="killed",
    victims="unspecified",
    who=(),
    when=_MONDAY,
    where=_STATION,
    means="shelling",
    by=(),
    source="medics",
    via=(),
    scope="incident",
    part_of=None,
    repeat_of=None,
    modality="asserted",
    background=False,
    incident=_INCIDENT,
    used=True,
    reason=_USED.sentence,
    report_id=_REPORT,
    words="at least 14 killed",
    span=_said("At least 14 people").span,
    context=Span(start=_START, end=_START + len(_SENTENCE)),
    word=None,
    policy="standard-1",
    persons=(),
    when_said=_said("Monday"),
    where_said=(_said("bus station"),),
    by_said=(),
    source_said=_said("medics"),
    via_said=(),
    origins=("said:medics",),
    copy_of=None,
    rivals=None,
    besides=None,
    partial=False,
    running=False,
    early=False,
    told_at=None,
    confidence=0.97,
    reasons=(Reason(rule="passive_toll", sentence="Read as: so many people were killed."),),
    refusals=(Refusal(kind="no_number", sentence="How many more there may be is not told."),),
    incident_label="Shelling of the bus station, Port Ardin, 10 March 2031",
    latest=True,
    weighed=(Weighed(harm="killed", group="all", used=True, reason=_USED.sentence),),
)

_ENTRY = ClaimEntry(**{name: getattr(CLAIM, name) for name in ClaimEntry.__dataclass_fields__})

CLAIMS = Claims(claims=(_ENTRY,), first=0, total=1, next="", before=None)

STATEMENT = OneStatement(
    id=StatementId("statement:77b0e2c95d1a4f83"),
    report="r-014",
    report_id=_REPORT,
    outlet="Harbour Gazette",
    published="2031-03-11",
    kind="denial",
    text="denied shelling the station",
    sentence="The army denied shelling the station.",
    span=Span(start=150, end=177),
    context=Span(start=141, end=178),
    who=("army",),
    what="shelling the station",
    when=None,
    where=Where(),
    means="shelling",
    infrastructure=(),
    by=(),
    source="army",
    via=(),
    modality="asserted",
    new=False,
    reasons=(),
    refusals=(Refusal(kind="no_day", sentence="No day is given for it."),),
)

STATEMENTS = Statements(statements=(STATEMENT,), looked=1, next="", kinds=("attack", "denial"))

FIGURES = Figures(
    figures=(
        OneFigure(
            label="Shelling of the bus station, Port Ardin, 10 March 2031",
            when=_MONDAY,
            told="14 or more",
            figure=Figure(
                incident=_INCIDENT,
                harm=Harm.KILLED,
                group="all",
                low=14,
                best=14,
                high=14,
                open_low=False,
                open_high=True,
                origins=1,
                estimator="agreed-1",
                policy="standard-1",
                reason=Reason(rule="one_origin", sentence="The only standing count, by medics."),
                uses=(Use(claim=_CLAIM, used=True, reason=_USED),),
            ),
        ),
    ),
    first=0,
    total=1,
    next="",
    before=None,
    groups=("all", "children"),
)

OUTLETS = Outlets(
    outlets=(
        Outlet(name="Harbour Gazette", reports=31, claims=112, first=date(2031, 3, 2), last=date(2031, 4, 18)),
        Outlet(name=None, reports=2, claims=0, first=None, last=None),
    ),
    first=0,
    total=2,
    next="",
    before=None,
)

FAILURES = Failures(
    failures=(Failure(report="march.zip!scan-7.pdf", stage="sources", error="It is locked: save it without."),),
    first=0,
    total=1,
    next="",
    before=None,
    stages=("sources",),
)
