"""How likely a pact is."""
