"""What Recount's words mean, as frozen dataclasses. No input, no output, no clock."""

from recount.model.actor import Actor, ActorKind
from recount.model.capture import Capture, Link, Method
from recount.model.claim import Claim, GroundedClaim, Harm, Mention, Modality, Person, Scope, Victims
from recount.model.codec import from_json, to_json
from recount.model.decision import Correction, Decision, DecisionKind, Field, identified, make_decision
from recount.model.edition import Edition, Extent, Findings, Inputs, Snapshot, SnapshotHead
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
from recount.model.lineage import Copy, Fingerprint, How, Origin, Signature
from recount.model.place import GazetteerPlace, Place, Point, Precision
from recount.model.quantity import Bound, Quantity, Stated
from recount.model.reading import Extracted, Reading
from recount.model.reason import Failure, Reason, Refusal
from recount.model.received import Received
from recount.model.release import (
    Profile,
    QuotedClaim,
    QuotedStatement,
    Release,
    Removed,
    ReportHead,
    Revised,
    Revision,
    Rewritten,
    Version,
)
from recount.model.report import Report, Said
from recount.model.search import Among, ClaimHit, Hit, Term
from recount.model.statement import GroundedStatement, Statement, StatementModality
from recount.model.text import READ_KINDS, Parse, Segment, SegmentKind, Sentence, Span, Text, Token
from recount.model.total import EVERYONE, Asked, Binding, Contradiction, End, Limit, Remainder, Total
from recount.model.when import Granularity, When

__all__ = [
    "EVERYONE",
    "READ_KINDS",
    "Actor",
    "ActorKind",
    "Among",
    "Asked",
    "Binding",
    "Bound",
    "Capture",
    "Claim",
    "ClaimHit",
    "ClaimId",
    "Contradiction",
    "Copy",
    "Correction",
    "Decision",
    "DecisionId",
    "DecisionKind",
    "Edition",
    "End",
    "Extent",
    "Extracted",
    "Failure",
    "Field",
    "Figure",
    "Findings",
    "Fingerprint",
    "GazetteerPlace",
    "Grade",
    "Graded",
    "Granularity",
    "GroundedClaim",
    "GroundedStatement",
    "Harm",
    "Hit",
    "How",
    "Incident",
    "IncidentId",
    "Inputs",
    "Limit",
    "Link",
    "Mention",
    "Method",
    "Modality",
    "Origin",
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
    "Received",
    "Refusal",
    "Release",
    "Remainder",
    "Removed",
    "Report",
    "ReportHead",
    "ReportId",
    "ReportedIn",
    "Revised",
    "Revision",
    "Rewritten",
    "Said",
    "Scope",
    "Segment",
    "SegmentKind",
    "Sentence",
    "Signature",
    "Snapshot",
    "SnapshotHead",
    "Span",
    "Stated",
    "Statement",
    "StatementId",
    "StatementModality",
    "StrikeStatus",
    "Term",
    "Text",
    "Token",
    "Total",
    "Unaccounted",
    "Use",
    "Version",
    "Victims",
    "When",
    "content_id",
    "digest",
    "from_json",
    "identified",
    "make_decision",
    "to_json",
]
