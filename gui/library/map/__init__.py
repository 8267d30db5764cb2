"""The map of sounds: a field of points to browse by ear."""
