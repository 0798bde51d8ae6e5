"""reconcile(): Incident → Figure, with every claim used or set aside and the reason."""
