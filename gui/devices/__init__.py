"""Sound and MIDI devices on screen: dialogs, monitor, meter."""
