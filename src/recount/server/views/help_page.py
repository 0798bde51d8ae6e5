"""Help: every key of the desk."""

from __future__ import annotations

from recount.server.http.answers import Views
from recount.server.shapes.help_page import Help, Key
from recount.server.views.given import TheDesk

views = Views()

KEYS = (
    ("Anywhere", (("/", "search"), ("?", "this list"), ("g o", "overview"), ("g i", "incidents"), ("g r", "reports"))),
    ("Anywhere", (("g t", "totals"), ("g m", "map"), ("g v", "review"), ("g b", "briefs"), ("g d", "decisions"))),
    ("A report", (("j  k", "next, previous claim"), ("a", "accept"), ("x", "reject"), ("e", "correct"))),
    ("A report", (("s", "split off"), ("m", "merge"), ("n", "new claim from chosen words"), ("o", "original"))),
    ("Review", (("j  k", "later, back"), ("a  x  s", "accept, reject, set aside"), ("1 … 9", "choose an answer"))),
    ("Review", (("m  s", "one incident, or two"), ("o", "open the report or incident"), ("e", "type an answer"))),
    ("After deciding", (("u", "undo your latest decision"),)),
)
"""Where → keys with what they do, a few a row. Pages say the same beside each button."""


@views.page("/help", "help.html.j2", tags=["pages"])
def help_page(desk: TheDesk) -> Help:
    """Every key, and where it works."""
    del desk
    return Help(keys=tuple(Key(where=where, keys=keys, does=does) for where, some in KEYS for keys, does in some))
