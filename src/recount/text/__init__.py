"""prepare(): Report → Text, with segments and sentences as spans into the canonical text."""
