"""The Assessment, put together and rendered."""
