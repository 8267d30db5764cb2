"""What sounds alike: a descriptor of a sound, its nearest neighbours, and a map of all sounds."""
