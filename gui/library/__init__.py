"""The library's views: search, table, map, and the controller between them and the library."""
