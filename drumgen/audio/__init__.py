"""Audio clips: reading and writing files, resampling, shaping, measuring."""
