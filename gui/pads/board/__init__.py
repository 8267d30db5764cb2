"""The four by four pads."""
