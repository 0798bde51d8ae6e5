"""What differs from language to language, one folder each, and what all share: folding of names."""
