"""Every error that Recount raises on purpose.

RecountError                 exit 1
├── UsageError               exit 2   the call can't be meant like this: unknown format, no such identifier
├── SettingsError            exit 2   recount.toml or a RECOUNT_* variable is wrong
├── InputError               exit 3   an input can't be read
│   └── SkipReport           exit 3   give up on this report; the run goes on
├── RecordError              exit 4   the record can't be opened or written
│   ├── RecordTooNew         exit 4   made by a newer version of Recount
│   ├── RecordReadOnly       exit 4   its file or folder can't be written
│   └── RecordFull           exit 4   the disk is full
└── AbortRun                 exit 5   give up on the run; what was stored stays

A run that ends with failures of single reports exits with `EXIT_WITH_FAILURES`. Ambiguity ("two places fit") is a
result, never an error.
"""

from __future__ import annotations

EXIT_WITH_FAILURES = 3
"""Exit code of a run in which at least one report could not be read."""


class RecountError(Exception):
    """Something a person can act on. The message says what happened, to which thing, and what to do next."""

    exit_code = 1


class UsageError(RecountError):
    """A call that can't be meant as it was made."""

    exit_code = 2


class SettingsError(RecountError):
    """A setting that has no valid value."""

    exit_code = 2


class InputError(RecountError):
    """An input that can't be read."""

    exit_code = 3


class SkipReport(InputError):
    """Give up on this report; the run goes on and keeps a `Failure`."""


class RecordError(RecountError):
    """A record that can't be opened, read or written."""

    exit_code = 4


class RecordTooNew(RecordError):
    """A record made by a newer version of Recount than this one."""


class RecordReadOnly(RecordError):
    """A record whose file or folder this user may not write."""


class RecordFull(RecordError):
    """No space was left while writing; nothing of the unfinished step was kept."""


class AbortRun(RecountError):
    """Give up on the run. What was stored before stays stored."""

    exit_code = 5
