"""Pads: what each is set to, its queue of ready sounds, and the bank of sixteen."""
