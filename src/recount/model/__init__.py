"""What Recount's words mean, as frozen dataclasses. No input, no output, no clock."""

from recount.model.actor import Actor, ActorKind
from recount.model.claim import Claim, GroundedClaim, Harm, Mention, Modality, Person, Scope, Victims
from recount.model.codec import from_json, to_json
from recount.model.decision import Decision, DecisionKind, make_decision
from recount.model.edition import Findings, Snapshot
from recount.model.figure import Figure, Grade, Graded, StrikeStatus, Unaccounted, Use
from recount.model.ids import (
    ClaimId,
    DecisionId,
    IncidentId,
    PeriodId,
    ReportId,
    StatementId,
    content_id,
    digest,
)
from recount.model.incident import Incident, Period, ReportedIn
from recount.model.place import GazetteerPlace, Place, Point, Precision
from recount.model.quantity import Bound, Quantity, Stated
from recount.model.reading import Extracted, Reading
from recount.model.reason import Failure, Reason, Refusal
from recount.model.release import Profile, QuotedClaim, QuotedStatement, Release, Removed, ReportHead
from recount.model.report import Report
from recount.model.statement import GroundedStatement, Statement, StatementModality
from recount.model.text import READ_KINDS, Parse, Segment, SegmentKind, Sentence, Span, Text, Token
from recount.model.when import Granularity, When

__all__ = [
    "READ_KINDS",
    "Actor",
    "ActorKind",
    "Bound",
    "Claim",
    "ClaimId",
    "Decision",
    "DecisionId",
    "DecisionKind",
    "Extracted",
    "Failure",
    "Figure",
    "Findings",
    "GazetteerPlace",
    "Grade",
    "Graded",
    "Granularity",
    "GroundedClaim",
    "GroundedStatement",
    "Harm",
    "Incident",
    "IncidentId",
    "Mention",
    "Modality",
    "Parse",
    "Period",
    "PeriodId",
    "Person",
    "Place",
    "Point",
    "Precision",
    "Profile",
    "Quantity",
    "QuotedClaim",
    "QuotedStatement",
    "Reading",
    "Reason",
    "Refusal",
    "Release",
    "Removed",
    "Report",
    "ReportHead",
    "ReportId",
    "ReportedIn",
    "Scope",
    "Segment",
    "SegmentKind",
    "Sentence",
    "Snapshot",
    "Span",
    "Stated",
    "Statement",
    "StatementId",
    "StatementModality",
    "StrikeStatus",
    "Text",
    "Token",
    "Unaccounted",
    "Use",
    "Victims",
    "When",
    "content_id",
    "digest",
    "from_json",
    "make_decision",
    "to_json",
]
