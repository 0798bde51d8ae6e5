"""Views: one module a noun. Each view takes the open record and returns a shape."""

from fastapi import APIRouter

from recount.server.views import overview

ROUTERS: tuple[APIRouter, ...] = (overview.views,)
"""All routes of the desk."""
