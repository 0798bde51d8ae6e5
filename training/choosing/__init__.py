"""Training of the weights by which extraction chooses among readings of a slot."""
