"""The third state."""
