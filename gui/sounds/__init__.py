"""The sounds of a session: the list, its undo steps, its files."""
