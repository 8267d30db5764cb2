"""The editor's controls around its pictures."""
