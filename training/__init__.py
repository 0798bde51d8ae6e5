"""Training of what Recount ships: a small parser and the weights by which extraction chooses."""
