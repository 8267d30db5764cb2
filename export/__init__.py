"""From trained networks to ONNX files with their cards: `python -m export`."""
