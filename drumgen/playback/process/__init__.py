"""The process that plays, and the program's end of the line to it."""
