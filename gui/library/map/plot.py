"""Paint tens of thousands of discs quickly: straight into the pixels of an image, all discs of one kind at a time."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from drumgen.library.entry import MapPoints
from gui.library.map.camera import Camera
from gui.look import palette

Pixels = NDArray[np.uint32]
_DIM = 0.22


def disc_radius(count: int, width: int, height: int, zoom: float) -> float:
    """Return how large discs should be, in points: small if there are many, larger when one looks closer."""
    room = float(np.sqrt(width * height / max(count, 1)))
    return float(np.clip(0.16 * room * zoom**0.6, 1.7, 6.0))


def map_picture(
    points: MapPoints, camera: Camera, shown: NDArray[np.bool_] | None, *, radius: float, ratio: float
) -> QImage:
    """Return the picture of a map.

    Parameters
    ----------
    points : MapPoints
    camera : Camera
    shown : bool, shape (N,), or None
        Which points stand out; None means all.
    radius : float
        Of the discs, in points.
    ratio : float
        Pixels a point.
    """
    ground = QColor(palette.PANEL)
    table = np.asarray([QColor(palette.class_colour(name)).rgb() for name in points.classes], dtype=np.uint32)
    spots = camera.to_screen(points.places) * ratio
    colours = table[points.class_of] if len(table) else np.zeros(0, dtype=np.uint32)
    layers = [(spots, colours)]
    if shown is not None:
        layers = [(spots[~shown], mixed(colours[~shown], ground, _DIM)), (spots[shown], colours[shown])]
    width, height = (max(round(side * ratio), 1) for side in (camera.size.width(), camera.size.height()))
    picture = paint_discs(width, height, layers, radius=radius * ratio, ground=ground)
    picture.setDevicePixelRatio(ratio)
    return picture


def paint_discs(
    width: int, height: int, layers: list[tuple[NDArray[np.float64], Pixels]], *, radius: float, ground: QColor
) -> QImage:
    """Return an image of discs.

    Parameters
    ----------
    width, height : int
        In pixels.
    layers : list of (points, colours)
        Middles of discs, shape (N, 2), in pixels, and their colours as 0xffRRGGBB, shape (N,); later ones lie on top.
    radius : float
        In pixels.
    ground : QColor
        What lies under the discs.
    """
    edge = int(np.ceil(radius)) + 1
    canvas = np.full((height + 2 * edge, width + 2 * edge), ground.rgb(), dtype=np.uint32)
    flat, stride = canvas.reshape(-1), width + 2 * edge
    rim, core = _shape(round(radius, 1))
    for points, colours in layers:
        spots = np.floor(points).astype(np.int64) + edge
        inside = np.all((spots >= edge - 1) & (spots <= np.asarray((width, height)) + edge), axis=1)
        spots, own = spots[inside], colours[inside]
        start = spots[:, 1] * stride + spots[:, 0]
        # A disc's rim is mixed with the ground, not with other discs: rims first, so that no disc cuts into another.
        for down, across, share in rim:
            flat[start + down * stride + across] = mixed(own, ground, share)
        for down, across, _ in core:
            flat[start + down * stride + across] = own
    inner = np.ascontiguousarray(canvas[edge : edge + height, edge : edge + width])
    return QImage(inner.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def mixed(colours: Pixels, ground: QColor, share: float) -> Pixels:
    """Return colours of which only a share is left over the ground."""
    under = np.asarray((ground.red(), ground.green(), ground.blue()), dtype=np.float32)
    unique, place = np.unique(colours, return_inverse=True)
    parts = np.stack([(unique >> shift) & 0xFF for shift in (16, 8, 0)], axis=1).astype(np.float32)
    blend = np.rint(share * parts + (1.0 - share) * under).astype(np.uint32)
    packed = np.uint32(0xFF000000) | (blend[:, 0] << 16) | (blend[:, 1] << 8) | blend[:, 2]
    return np.asarray(packed[place], dtype=np.uint32)


@lru_cache(maxsize=64)
def _shape(radius: float) -> tuple[tuple[tuple[int, int, float], ...], tuple[tuple[int, int, float], ...]]:
    """Return the pixels of a disc as (down, across, share covered): those of the rim and the full ones."""
    edge = int(np.ceil(radius)) + 1
    rim, core = [], []
    for down in range(-edge, edge + 1):
        for across in range(-edge, edge + 1):
            share = float(np.clip(radius + 0.5 - np.hypot(down, across), 0.0, 1.0))
            if share >= 0.98:
                core.append((down, across, 1.0))
            elif share > 0.05:
                rim.append((down, across, share))
    return tuple(rim), tuple(core)
