"""Data: scanning folders, packing sounds, class balance."""
