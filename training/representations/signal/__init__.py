"""Signal processing that the representations share."""
