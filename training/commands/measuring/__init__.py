"""Commands that measure something."""
