"""Measures of what users get."""
