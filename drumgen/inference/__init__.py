"""Models on disk and onnxruntime: compute providers, cards, checked sessions, the model store."""
