"""Web pages: a saved, archived or fetched page → Report."""

from recount.sources.pages.page import read_page, words_of_page

__all__ = ["read_page", "words_of_page"]
