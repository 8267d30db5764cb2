"""Commands that pack sounds or weights."""
