"""Playing: the audio output, the pads, the MIDI controller."""
