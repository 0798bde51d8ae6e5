"""Recount turns reporting on armed conflict into a record that can be checked."""
