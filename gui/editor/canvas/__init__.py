"""The editor's pictures over one time axis: waveform, spectrogram, selection, handles."""
