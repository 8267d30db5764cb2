"""Wishes in words and numbers, for any model: several sounds are made and measured, and the one that fits is kept."""

from drumgen.wishes.kits import kit_wishes
from drumgen.wishes.making import make, stream
from drumgen.wishes.surprising import surprise
from drumgen.wishes.wish import ATTRIBUTES, Wish
from drumgen.wishes.words.understanding import Understood, understand

__all__ = ["ATTRIBUTES", "Understood", "Wish", "kit_wishes", "make", "stream", "surprise", "understand"]
