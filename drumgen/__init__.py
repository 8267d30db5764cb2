"""drumgen: drum one-shots from diffusion models, offline. This package is the runtime: no torch, no Qt."""

__version__ = "0.1.0"
