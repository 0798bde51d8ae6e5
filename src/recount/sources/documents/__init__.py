"""Office documents and mails → Report."""
