"""Training of the weights by which names of places are recognised and told apart."""
