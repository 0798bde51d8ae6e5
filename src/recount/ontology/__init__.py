"""The vocabulary as data: harms, weapons, events, actors, number-word policies."""
