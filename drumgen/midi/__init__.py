"""MIDI input: the General MIDI drum map, note messages, ports that may come and go."""
