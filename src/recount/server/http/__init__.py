"""HTTP: what every request and answer goes through: guards, problems, the two forms of an answer, cursors, tags."""
