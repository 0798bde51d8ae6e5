"""Views: one module a noun. Each view takes the open record and returns a shape."""

from fastapi import APIRouter

from recount.server.views import (
    claims,
    failures,
    figures,
    help_api,
    outlets,
    overview,
    statements,
)

ROUTERS: tuple[APIRouter, ...] = (
    overview.views,
    claims.views,
    statements.views,
    figures.views,
    outlets.views,
    failures.views,
    help_api.views,
)
"""All routes of the desk."""
