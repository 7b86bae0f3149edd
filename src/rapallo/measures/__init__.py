"""Measures as pure functions on arrays."""
