"""Server: the desk, a record in the browser, and the same as JSON for programs.

    request → guards → view → shape → page or JSON

A view function takes the `Desk`, the open record, and returns a frozen dataclass, which becomes a page or JSON.

views      one module a noun: what is asked for, and what is answered
shapes     what views return
pages      what pages are made of: cards, marked text, charts, maps
record     the record behind them: opened, kept up to date, read into
tables     what lists, the map, search and totals are answered from
http       guards, problems, the two forms of an answer, cursors, the description
templates  the pages; `static` what browsers load
"""

from recount.server.app import create_app, guarded
from recount.server.record.desk import Desk

__all__ = ["Desk", "create_app", "guarded"]
