"""Wishes in words and numbers, for any model: several sounds are made and measured, and the one that fits is kept."""

from drumgen.wishes.kits import kit_wishes
from drumgen.wishes.making import make, stream
from drumgen.wishes.surprising import surprise
from drumgen.wishes.understanding import Understood, understand
from drumgen.wishes.wish import ATTRIBUTES, Wish

__all__ = ["ATTRIBUTES", "Understood", "Wish", "kit_wishes", "make", "stream", "surprise", "understand"]
