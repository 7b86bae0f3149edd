"""The web: pages and an API over the same answers, on this machine only unless told otherwise."""
