"""queue() and apply(): what a person should look at, and what they decided."""

from recount.review.decisions import Judgements, apply
from recount.review.questions import Question, queue

__all__ = ["Judgements", "Question", "apply", "queue"]
