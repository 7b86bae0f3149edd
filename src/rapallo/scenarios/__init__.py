"""What if: shocks and forward simulation."""
