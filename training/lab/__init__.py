"""The diffusion laboratory: one set of parts, one recipe file a system."""
