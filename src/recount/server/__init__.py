"""Server: the desk, a record in the browser, and the same as JSON for programs.

    request → guards → view → shape → page or JSON

A view function takes the `Desk`, the open record, and returns a frozen dataclass (`shapes/`), which `answers` turns
into a page (`templates/`) or into JSON. `problems` alone knows what an error is as an HTTP status.
"""

from recount.server.app import create_app, guarded
from recount.server.desk import Desk

__all__ = ["Desk", "create_app", "guarded"]
