"""The local store of tables, built from sources and swapped in whole."""
