"""Measures of generated sounds: embeddings, distances, agreement, sheets of pictures."""
