"""Two experiments on a denoiser: reconstruction from noise, and different continuations of one start."""
