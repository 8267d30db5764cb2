"""The encoder of words: what it is taught, its teacher, its training and its test."""
