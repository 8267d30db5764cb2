"""Networks: the codec, its synthesiser, the denoiser."""
