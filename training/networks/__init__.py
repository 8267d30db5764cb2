"""Networks: the codec, its synthesiser, the latent denoiser; the laboratory's U-Nets and their conditions."""
