"""write(): Release → files; and redaction."""
