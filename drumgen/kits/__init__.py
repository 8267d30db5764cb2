"""Kits: sixteen pads and their sounds in one file."""
