"""What the full-band embedding sees of a sound: its attack in steps of 1.5 ms, the whole of it in steps of 12 ms."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.evaluation.mel_pictures import PictureSettings, picture

RATE_HZ = 44100
_DEPTH = 255.0

Views = tuple[NDArray[np.uint8], NDArray[np.uint8]]
"""Attack and body pictures, each of shape (M, F, T); 255 is a sound's loudest cell, 0 its floor or below."""


@dataclass(frozen=True)
class ViewSettings:
    """The two pictures, both with mel bands up to 20 kHz.

    Parameters
    ----------
    attack_bands, body_bands : int
        F of each; none is narrower than a bin of its window's spectrum.
    attack_hop, body_hop : int
        Samples from frame to frame.
    attack_frames, body_frames : int
        T of each.
    floor_db : float
        Below the loudest cell of each picture.
    """

    attack_bands: int = 40
    body_bands: int = 96
    attack_hop: int = 64
    attack_frames: int = 64
    body_hop: int = 512
    body_frames: int = 128
    floor_db: float = -90.0

    @property
    def attack(self) -> PictureSettings:
        """The first 93 ms through windows of 11.6 ms."""
        return self._picture(512, self.attack_hop, self.attack_bands, self.attack_frames)

    @property
    def body(self) -> PictureSettings:
        """The whole sound through windows of 46 ms."""
        return self._picture(2048, self.body_hop, self.body_bands, self.body_frames)

    def _picture(self, n_fft: int, hop: int, bands: int, frames: int) -> PictureSettings:
        duration_s = (frames - 1) * hop / RATE_HZ
        return PictureSettings(RATE_HZ, duration_s, n_fft, hop, bands, 30.0, 20000.0, self.floor_db)


def view(sound: NDArray[np.float32], rate_hz: int, settings: ViewSettings) -> Views:
    """Return the two pictures of one sound (N,), each of shape (F, T)."""
    attack, body = (picture(sound, rate_hz, which) for which in (settings.attack, settings.body))
    return np.round(attack * _DEPTH).astype(np.uint8), np.round(body * _DEPTH).astype(np.uint8)


def views(sounds: Iterable[NDArray[np.float32]], rate_hz: int, settings: ViewSettings) -> Views:
    """Return the pictures of many sounds of shape (N,)."""
    attacks, bodies = zip(*(view(sound, rate_hz, settings) for sound in sounds), strict=True)
    return np.stack(attacks), np.stack(bodies)
