"""Editing sounds by diffusion: variation, morph, inpainting, another length."""
