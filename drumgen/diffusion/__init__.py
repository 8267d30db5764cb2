"""Noise schedules, preconditioning, samplers and guidance, by plain arithmetic on numpy arrays and torch tensors alike.

The symbols are the papers': `sigma` is always the standard deviation of the noise, never a time; D(x; sigma) is the
denoiser, the mean of the clean data given x = data + sigma * noise; F is the raw network inside a preconditioned D.
"""
