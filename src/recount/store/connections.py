"""Connections to a SQLite file that is only read and never changed in place."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path


class Connections:
    """One connection for each thread of each process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    def mine(self) -> sqlite3.Connection:
        """This thread's connection. One made before a fork belongs to the parent process."""
        if getattr(self._local, "process", None) != os.getpid():
            address = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            self._local.connection = sqlite3.connect(address, uri=True)
            self._local.process = os.getpid()
        connection: sqlite3.Connection = self._local.connection
        return connection
