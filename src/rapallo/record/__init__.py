"""The curated record: facts that no dataset reaches, each with its date and its source."""
