"""How loud a hit of a given MIDI velocity sounds."""

MAX_VELOCITY = 127


def velocity_gain(velocity: int) -> float:
    """Return the linear gain of a hit.

    The gain is the square of velocity / 127, so that equal steps of velocity are heard as roughly equal steps of
    loudness: velocity 127 is 0 dB, 64 is -12 dB, 1 is -84 dB. Samplers that read SFZ use the same curve.

    Parameters
    ----------
    velocity : int
        MIDI velocity; values outside 0 to 127 are taken as the nearest of these.

    Returns
    -------
    float
        0 to 1; 0 only for velocity 0, which MIDI defines as a note-off.
    """
    held = min(max(velocity, 0), MAX_VELOCITY)
    return (held / MAX_VELOCITY) ** 2
