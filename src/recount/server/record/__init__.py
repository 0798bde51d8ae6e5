"""Record: the record behind the pages: opened, kept up to date, read into, given away."""
