"""The U-Nets of the seed documents."""
