"""Pages: what pages are made of: cards, marked text, charts and maps, each a plain function of the record."""
