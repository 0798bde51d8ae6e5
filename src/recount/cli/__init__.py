"""Commands, one a file, loaded when called."""
