"""The pads on screen: the grid, one pad's settings, kits."""
