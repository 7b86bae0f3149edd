"""Sources in the form in which their publishers give them out, and where to fetch them."""
