"""Sound out: output devices, voices and the mixer, one player that sounds are handed to from any thread."""
