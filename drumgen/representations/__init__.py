"""Waveform <-> what a model denoises: the one-shot codec's layout, its analysis and its preparation of audio."""
