"""The table of measures: named sets of sounds in, rows and columns, Markdown, JSON and pictures out."""
