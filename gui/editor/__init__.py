"""The editor: waveform and spectrogram, selection, trim, fades, inpainting."""
