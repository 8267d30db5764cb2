"""One pad's settings."""
