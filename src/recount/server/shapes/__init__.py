"""Shapes: what views return, as pages and programs get it. Frozen dataclasses, one module a page."""
