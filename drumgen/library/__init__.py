"""The library: every kept sound with its provenance, searched by words, by likeness and on a map."""
