"""Who is a state, when, and under which code or name."""
