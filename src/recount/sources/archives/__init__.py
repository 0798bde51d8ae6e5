"""Archives: their members as inputs of their own, one after the other. Nothing is unpacked under a name of theirs."""
