"""write(): Release → files; and redaction."""

from recount.publish.changes import Changes, changes
from recount.publish.formats import BRIEFS, EXPORTERS, Printed, What, file_of, printer_of, write
from recount.publish.leaks import leaks
from recount.publish.reading import reading_line
from recount.publish.redaction import redact

__all__ = [
    "BRIEFS",
    "EXPORTERS",
    "Changes",
    "Printed",
    "What",
    "changes",
    "file_of",
    "leaks",
    "printer_of",
    "reading_line",
    "redact",
    "write",
]
