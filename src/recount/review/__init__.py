"""queue() and apply(): what a person should look at, and what they decided."""
