"""State-years and dyad-years with columns on request."""
