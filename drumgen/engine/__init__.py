"""The main path: a request goes in, finished sounds with their provenance come out."""
