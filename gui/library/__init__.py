"""The library on screen: table, search, map."""
