"""How close two states are."""
