"""The record. The only package that speaks SQL."""
