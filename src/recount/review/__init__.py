"""Questions and apply(): what a person should look at, and what they decided."""

from recount.review.about import IN_FORCE, About
from recount.review.agreement import Agreement, agreement
from recount.review.carrying import Carried, carry, named, successors
from recount.review.checking import check, clean
from recount.review.corrections import without_loops
from recount.review.decisions import Dispute, Judgements, apply
from recount.review.fields import NONE, spelled, told
from recount.review.judging import Judging, Turned
from recount.review.questions import Question, Questions, Waiting
from recount.review.states import Standing, State, states

__all__ = [
    "IN_FORCE",
    "NONE",
    "About",
    "Agreement",
    "Carried",
    "Dispute",
    "Judgements",
    "Judging",
    "Question",
    "Questions",
    "Standing",
    "State",
    "Turned",
    "Waiting",
    "agreement",
    "apply",
    "carry",
    "check",
    "clean",
    "named",
    "spelled",
    "states",
    "successors",
    "told",
    "without_loops",
]
