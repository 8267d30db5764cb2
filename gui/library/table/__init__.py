"""The table of sounds: a model that reads only what is looked at, its view and its painter."""
