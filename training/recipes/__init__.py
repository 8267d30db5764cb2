"""Recipes: one readable TOML file for each model, checked against dataclasses."""
