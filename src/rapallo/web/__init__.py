"""Pages and an API over the same answers."""
