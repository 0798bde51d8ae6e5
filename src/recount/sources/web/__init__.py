"""The web: addresses fetched politely and safely. The only package of the line that reaches for the network."""

from recount.sources.web.fetching import Fetched, Fetcher, NotModified

__all__ = ["Fetched", "Fetcher", "NotModified"]
