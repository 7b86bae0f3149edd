"""Was it right: claim files and their check."""
