"""The columns that a table may have: their names, which way is better, and what they mean."""

from dataclasses import dataclass

LETTERS = {"pitch": "P", "instrument": "I", "label": "L"}
"""PIS and PKID, IIS and IKID of seed 003; LIS and LKID for any other label, such as digits."""


@dataclass(frozen=True)
class Column:
    """One measure.

    Parameters
    ----------
    name : str
    better : str
        ``higher``, ``lower``, or ``real``: the nearer to the row of real sounds, the better.
    digits : int
        Decimals in the printed table.
    meaning : str
        One line for the notes under the table.
    """

    name: str
    better: str
    digits: int
    meaning: str

    @property
    def title(self) -> str:
        """Name with an arrow: up where higher is better."""
        return f"{self.name} {_ARROWS[self.better]}".rstrip()


_ARROWS = {"higher": "↑", "lower": "↓", "real": "", "none": ""}

COUNT = Column("sounds", "none", 0, "number of sounds in the row")
SSIM = Column("SSIM", "higher", 3, "structural similarity of log-mel pictures, to the original or a sound of its class")
MSE = Column("MSE", "lower", 4, "mean squared error of the same pairs of pictures, values 0 to 1 over the dB range")
PRECISION = Column("precision", "higher", 2, "share of the sounds inside the manifold of real ones")
RECALL = Column("recall", "higher", 2, "share of real sounds inside the manifold of the row's")
NOVELTY = Column(
    "novelty",
    "real",
    2,
    "median distance to the nearest training sound, over the same between training sounds of different kits",
)


def frechet(name: str) -> Column:
    """Return the column of the full Fréchet distance on an embedding."""
    return Column(f"FAD {name}", "lower", 2, f"Fréchet distance to the reference on {name}, full covariances")


def frechet_components(name: str, count: int) -> Column:
    """Return the column of the Fréchet distance on the first principal components of the reference."""
    return Column(f"FAD{count} {name}", "lower", 2, f"the same on the reference's first {count} principal components")


def kernel(name: str) -> Column:
    """Return the column of the kernel distance: PKID, IKID, LKID, or KID of an embedding."""
    title = f"{LETTERS[name]}KID" if name in LETTERS else f"KID {name}"
    return Column(title, "lower", 4, f"kernel inception distance on {_features(name)} (IMQ kernel, gamma^2 = 8)")


def score(name: str) -> Column:
    """Return the column of the inception score of a classifier: PIS, IIS or LIS."""
    return Column(f"{LETTERS[name]}IS", "higher", 2, f"inception score of the {name} classifier")


def right(name: str) -> Column:
    """Return the column of how often the classifier finds what was asked for."""
    return Column(f"{name} right", "higher", 3, f"share of sounds whose {name} the classifier recognises as wanted")


def _features(name: str) -> str:
    return f"the {name} classifier's penultimate layer" if name in LETTERS else name
