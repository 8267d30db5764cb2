"""The desktop app: PySide6 over drumgen."""
