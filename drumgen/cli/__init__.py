"""The command line: `drumgen generate`, `demo`, `inspect`, `models` and `devices`."""
