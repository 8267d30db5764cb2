"""From messages to what they do: mappings kept in files, routing, the clock's tempo, the monitor."""
