"""An embedding of the project's own at 44.1 kHz: the top octave, and what happens in the first milliseconds."""
