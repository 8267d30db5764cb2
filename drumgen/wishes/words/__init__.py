"""What the words of a prompt mean: a lexicon, and for words that it lacks an encoder that finds the nearest it has."""
