"""Denoisers and solutions known in closed form, to test samplers against."""

import math

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


def mixture_cdf(x, sigma, weights, means, spread):
    """Return the cumulative distribution at noise level sigma of the mixture that `mixture_denoiser` denoises."""
    erf = np.vectorize(math.erf)
    deviation = (spread**2 + sigma**2) ** 0.5
    shares = 0.5 + 0.5 * erf((np.asarray(x)[..., None] - np.asarray(means)) / (deviation * 2.0**0.5))
    return (shares * np.asarray(weights)).sum(axis=-1)


def mixture_solution(x, sigma, sigma_end, weights, means, spread):
    """Return where the probability flow carries x from noise level sigma to sigma_end, for the mixture.

    On a line the flow keeps the order of its points, so it carries each quantile of the distribution at sigma to the
    same quantile at sigma_end; bisection finds it to the last digit.
    """
    quantile = mixture_cdf(x, sigma, weights, means, spread)
    reach = 12.0 * (spread**2 + sigma_end**2) ** 0.5
    low = np.full_like(x, min(means) - reach)
    high = np.full_like(x, max(means) + reach)
    for _ in range(80):
        middle = 0.5 * (low + high)
        above = mixture_cdf(middle, sigma_end, weights, means, spread) > quantile
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return 0.5 * (low + high)
