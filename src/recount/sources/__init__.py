"""read(): anything people have → Report."""
