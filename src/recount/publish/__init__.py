"""write(): Release → files; and redaction."""

from recount.publish.changes import Changes, changes
from recount.publish.formats import BRIEFS, EXPORTERS, What, write
from recount.publish.leaks import leaks
from recount.publish.reading import reading_line
from recount.publish.redaction import redact

__all__ = ["BRIEFS", "EXPORTERS", "Changes", "What", "changes", "leaks", "reading_line", "redact", "write"]
