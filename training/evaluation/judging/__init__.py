"""The judge of the drum model: every row against the training set, by every embedding."""
