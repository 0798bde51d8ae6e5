"""The web: addresses fetched politely and safely. The only package of the line that reaches for the network."""

from recount.sources.web.fetching import Fetched, Fetcher, NotModified
from recount.sources.web.inputs import Fetch, read_address

__all__ = ["Fetch", "Fetched", "Fetcher", "NotModified", "read_address"]
