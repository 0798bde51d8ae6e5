"""The web: addresses fetched politely and safely. The only package of the line that reaches for the network."""

from recount.sources.web.connecting import Stopped
from recount.sources.web.fetching import Fetched, Fetcher, Gone, NotModified, Surroundings, agent
from recount.sources.web.inputs import Addresses
from recount.sources.web.pages import Web

__all__ = ["Addresses", "Fetched", "Fetcher", "Gone", "NotModified", "Stopped", "Surroundings", "Web", "agent"]
