"""Denoisers and solutions known in closed form, to test samplers against."""

import numpy as np


def gaussian_denoiser(mean, spread):
    """Return D(x; sigma) for data distributed as N(mean, spread**2)."""

    def denoise(x, sigma):
        return (spread**2 * x + sigma**2 * mean) / (spread**2 + sigma**2)

    return denoise


def gaussian_solution(x, sigma, sigma_end, mean, spread):
    """Return where the probability flow carries x from noise level sigma to sigma_end, for data N(mean, spread**2)."""
    shrink = ((spread**2 + sigma_end**2) / (spread**2 + sigma**2)) ** 0.5
    return mean + (x - mean) * shrink


def mixture_denoiser(weights, means, spread):
    """Return D(x; sigma) for scalar data from a mixture of N(means[k], spread**2) with the given weights."""
    weights, means = np.asarray(weights), np.asarray(means)

    def denoise(x, sigma):
        variance = spread**2 + sigma**2
        log_share = np.log(weights) - (x[..., None] - means) ** 2 / (2.0 * variance)
        share = np.exp(log_share - log_share.max(axis=-1, keepdims=True))
        share /= share.sum(axis=-1, keepdims=True)
        return (share * (spread**2 * x[..., None] + sigma**2 * means) / variance).sum(axis=-1)

    return denoise
