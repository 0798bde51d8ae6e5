"""Archives: their members as inputs of their own, one after the other. Nothing is ever unpacked to disk."""
