"""Changing sounds that exist: variations, morphs, inpainting, other lengths, trimming."""
