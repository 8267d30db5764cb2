"""Checks of what a producer hears at once: attack, silence behind the sound, DC, second hits, hiss."""
