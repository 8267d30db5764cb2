"""The parts of `python -m benchmarks.generate`: our own sounds, the machine's limit, the peers, the table."""
