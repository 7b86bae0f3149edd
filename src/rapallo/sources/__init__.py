"""Public datasets: what each is, and how its file becomes tidy tables."""
