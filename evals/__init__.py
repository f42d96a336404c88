"""Measures of what users get: question sets, scores, the gate, and `initiativ eval`."""
