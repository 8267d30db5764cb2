"""Measuring named sets of sounds against a reference: one row a set."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from training.evaluation.measures.frechet import full_frechet_distance
from training.evaluation.measures.inception import inception_score
from training.evaluation.measures.kernel import kernel_inception_distance, to_kernel_width
from training.evaluation.measures.manifold import NEIGHBOURS, precision_recall
from training.evaluation.measures.novelty import novelty
from training.evaluation.metrics import COMPONENTS, PrincipalComponents, frechet_distance
from training.evaluation.table import columns
from training.evaluation.table.columns import Column
from training.evaluation.table.likeness import likeness
from training.evaluation.table.sounds import UNKNOWN_PITCH, SoundSet
from training.evaluation.table.table import Pair, Table
from training.evaluation.table.tools import Readings, Tools, read_set

_Row = dict[Column, float]


def measure_sets(
    sets: Mapping[str, SoundSet],
    reference: SoundSet,
    tools: Tools,
    *,
    training: SoundSet | None = None,
    progress: Callable[[str], None] | None = None,
) -> Table:
    """Measure sets of sounds.

    Parameters
    ----------
    sets : mapping of row name to SoundSet
        Compare only rows of equally many sounds. Real sounds that are not in the reference make the best possible row,
        white noise the worst.
    reference : SoundSet
        Real sounds that distances are taken to.
    tools : Tools
    training : SoundSet or None
        All sounds that a model learned from, for novelty; None means the reference.
    progress : callable or None
        Told the name of each set before it is measured.

    Returns
    -------
    Table

    Raises
    ------
    DataError
        If a set is too small for a distance, which two sounds are enough for.
    """
    tell = progress or (lambda name: None)
    tell("reference")
    known = read_set(reference, tools)
    learned = training or reference
    tell("training sounds")
    learned_features = known.features[tools.main] if training is None else _main_features(learned, tools)
    rows: dict[str, _Row] = {}
    pairs: dict[str, tuple[Pair, ...]] = {}
    for name, sounds in sets.items():
        tell(name)
        found = read_set(sounds, tools)
        row: _Row = {columns.COUNT: float(len(sounds))}
        row |= _distances(found, known, tools)
        row |= _manifold(found, known, tools)
        row |= _answers(sounds, found, tools)
        new = novelty(found.features[tools.main], learned_features, kits=learned.kits, own_rows=sounds.training_rows)
        row[columns.NOVELTY] = new.ratio
        row |= dict(zip((columns.SSIM, columns.MSE), likeness(sounds, reference, tools), strict=True))
        rows[name] = row
        pairs[name] = tuple(
            Pair(int(i), int(new.nearest[i]), float(new.distance[i]), sounds.name(i), learned.name(new.nearest[i]))
            for i in map(int, new.closest(tools.pairs))
        )
    return Table(_ordered(rows), {name: {c.name: v for c, v in row.items()} for name, row in rows.items()}, pairs)


def _main_features(sounds: SoundSet, tools: Tools) -> NDArray[np.float32]:
    tool = tools.embeddings.get(tools.main) or tools.classifiers[tools.main]
    return tool.embed_all(sounds.sounds, sounds.rate_hz)


def _distances(found: Readings, known: Readings, tools: Tools) -> _Row:
    """Return the distances between the distributions of features."""
    row: _Row = {}
    for name, ours in found.features.items():
        theirs = known.features[name]
        if name in tools.embeddings or name == tools.main:
            row[columns.frechet(name)] = full_frechet_distance(ours, theirs)
            if theirs.shape[1] > COMPONENTS and len(theirs) > COMPONENTS:
                axes = PrincipalComponents.fit(theirs)
                row[columns.frechet_components(name, COMPONENTS)] = frechet_distance(
                    axes.project(ours), axes.project(theirs)
                )
        scale = to_kernel_width(theirs)
        row[columns.kernel(name)] = kernel_inception_distance(ours * scale, theirs * scale)
    return row


def _manifold(found: Readings, known: Readings, tools: Tools) -> _Row:
    """Return precision and recall against equally many reference sounds."""
    ours, theirs = found.features[tools.main], known.features[tools.main]
    count = min(len(ours), len(theirs))
    if count <= NEIGHBOURS:
        return {}
    rng = np.random.default_rng(tools.seed)
    theirs = theirs[rng.permutation(len(theirs))[:count]]
    return dict(zip((columns.PRECISION, columns.RECALL), precision_recall(ours, theirs), strict=True))


def _answers(sounds: SoundSet, found: Readings, tools: Tools) -> _Row:
    """Return each classifier's inception score, and how often it finds what was wanted."""
    row: _Row = {}
    for name, p in found.probabilities.items():
        row[columns.score(name)] = inception_score(p)
        place = {wanted: k for k, wanted in enumerate(tools.classifiers[name].classes)}
        judged = [(place[w], k) for w, k in zip(_wanted(sounds, name), p.argmax(axis=1), strict=True) if w in place]
        if judged:
            row[columns.right(name)] = float(np.mean([wanted == answer for wanted, answer in judged]))
    return row


def _wanted(sounds: SoundSet, target: str) -> list[str]:
    facts = sounds.pitches if target == "pitch" else sounds.labels
    if facts is None:
        return [""] * len(sounds)
    return ["" if fact == UNKNOWN_PITCH else str(fact) for fact in facts.tolist()]


def _ordered(rows: Mapping[str, _Row]) -> tuple[Column, ...]:
    """Return every row's columns once, in the order in which they came."""
    return tuple(dict.fromkeys(column for row in rows.values() for column in row))
