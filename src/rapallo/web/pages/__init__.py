"""The pages, one file each: what it is asked, what it shows, and what can be downloaded."""
