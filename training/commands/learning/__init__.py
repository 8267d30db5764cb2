"""Commands that train something."""
