"""Recount turns reporting on armed conflict into a record that can be checked."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from recount import errors

if TYPE_CHECKING:
    from recount.errors import RecountError
    from recount.model import (
        Claim,
        Decision,
        DecisionKind,
        Edition,
        Failure,
        Field,
        Figure,
        Findings,
        GroundedClaim,
        Incident,
        Period,
        Report,
        Snapshot,
        Statement,
        Total,
    )
    from recount.workspace import Workspace
    from recount.workspace.deciding import Order

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "Decision",
    "DecisionKind",
    "Edition",
    "Failure",
    "Field",
    "Figure",
    "Findings",
    "GroundedClaim",
    "Incident",
    "Order",
    "Period",
    "RecountError",
    "Report",
    "Snapshot",
    "Statement",
    "Total",
    "Workspace",
    "__version__",
    "errors",
]

_HOMES = {"Workspace": "recount.workspace", "RecountError": "recount.errors", "Order": "recount.workspace.deciding"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562
    """Load a public name when it is first asked for, so that importing the package stays light."""
    if name not in __all__:
        raise AttributeError(f"module 'recount' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "recount.model")), name)
