"""The editor's work off the GUI thread: edits, opening, listening, files."""
