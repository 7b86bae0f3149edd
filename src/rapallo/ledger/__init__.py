"""What draws two states together and what keeps them apart."""
