"""Training of the models in PyTorch: `python -m training`."""
