"""The whole system: signed network by year, blocs, camps, balance."""
