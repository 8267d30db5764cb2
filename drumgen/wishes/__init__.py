"""Wishes in words and numbers, met by choosing among measured candidates."""
