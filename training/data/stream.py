"""Sounds from shards, each read once an epoch by exactly one worker of one process."""

import json
import random
import tarfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import numpy as np
import soundfile
import torch
from numpy.typing import NDArray
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from drumgen.errors import DataError
from training.data.shards import FORMATS, Shard, decode
from training.share import Share

Sample = dict[str, Any]
Arrays = tuple[NDArray[Any], ...]
Transform = Callable[[NDArray[np.float32], int, Sample], Arrays | None]
_Item = TypeVar("_Item")


def stream_sounds(
    shards: Sequence[Shard],
    *,
    rank: int = 0,
    world: int = 1,
    worker: int = 0,
    workers: int = 1,
    seed: int = 0,
    shuffle: int = 0,
) -> Iterator[tuple[bytes, Sample]]:
    """Yield this worker's encoded sounds and their rows for one epoch.

    Whole shards go to the readers (the workers of all processes) in turn. Where there are fewer shards than readers,
    every reader goes through all shards and keeps each `readers`-th sound instead, which costs reading, not decoding.

    Parameters
    ----------
    shards : sequence of Shard
    rank, world : int
        This process and their number.
    worker, workers : int
        This worker and their number in each process.
    seed : int
        Of the shards' order and of the shuffling; must be the same in all readers. Another one for each epoch.
    shuffle : int
        Sounds held back to be yielded in random order; 0 keeps the order.

    Raises
    ------
    DataError
        If a shard is damaged, or there are fewer sounds than readers.
    """
    readers, reader = world * workers, rank * workers + worker
    total = sum(shard.count for shard in shards)
    if total < readers:
        raise DataError(f"{total} sounds are too few for {readers} readers; use fewer processes or workers.")
    order = list(shards)
    if shuffle:
        random.Random(seed).shuffle(order)
    if len(order) >= readers:
        own = (sample for shard in order[reader::readers] for sample in _read(shard))
    else:
        everything = (sample for shard in order for sample in _read(shard))
        own = (sample for place, sample in enumerate(everything) if place % readers == reader)
    return _shuffled(own, shuffle, random.Random(f"{seed} {reader}")) if shuffle else own


def _read(shard: Shard) -> Iterator[tuple[bytes, Sample]]:
    from webdataset.tariterators import group_by_keys, tar_file_expander

    found = 0
    try:
        with shard.path.open("rb") as file:
            for sample in group_by_keys(tar_file_expander([{"url": str(shard.path), "stream": file}])):
                content = next(sample[kind] for kind in FORMATS if kind in sample)
                yield content, {**json.loads(sample["json"]), "__shard__": str(shard.path)}
                found += 1
    except (OSError, tarfile.TarError, ValueError, KeyError, StopIteration) as error:
        raise _damaged(shard.path) from error
    if found != shard.count:
        raise _damaged(shard.path)


def _damaged(path: Any) -> DataError:
    return DataError(f"The shard {path} is damaged; copy it again or pack the sounds anew.")


def _shuffled(items: Iterable[_Item], size: int, rng: random.Random) -> Iterator[_Item]:
    held: list[_Item] = []
    for item in items:
        held.append(item)
        if len(held) > size:
            place = rng.randrange(len(held))
            held[place], held[-1] = held[-1], held[place]
            yield held.pop()
    rng.shuffle(held)
    yield from held


class _Examples(IterableDataset[Arrays]):
    """Transformed sounds, epoch after epoch; knows by itself which worker it runs in."""

    def __init__(
        self, shards: Sequence[Shard], transform: Transform, share: Share, seed: int, shuffle: int, epochs: int | None
    ) -> None:
        self.shards, self.transform, self.share = list(shards), transform, share
        self.seed, self.shuffle, self.epochs = seed, shuffle, epochs

    def __iter__(self) -> Iterator[Arrays]:
        info = get_worker_info()
        worker, workers = (0, 1) if info is None else (info.id, info.num_workers)
        epoch = 0
        while self.epochs is None or epoch < self.epochs:
            usable = 0
            for content, row in stream_sounds(
                self.shards,
                rank=self.share.rank,
                world=self.share.world,
                worker=worker,
                workers=workers,
                seed=self.seed + epoch,
                shuffle=self.shuffle,
            ):
                try:
                    audio, rate_hz = decode(content)
                except soundfile.SoundFileError as error:
                    raise _damaged(row["__shard__"]) from error
                samples = row.get("samples", len(audio))
                if len(audio) < samples:
                    raise _damaged(row["__shard__"])
                audio = audio[:samples]  # Opus fills its last frame
                arrays = self.transform(audio, rate_hz, row)
                if arrays is not None:
                    usable += 1
                    yield arrays
            if not usable:
                raise DataError("The recipe can use none of the sounds in the shards; look at its data settings.")
            epoch += 1


def stream_batches(
    shards: Sequence[Shard],
    transform: Transform,
    batch: int,
    *,
    share: Share | None = None,
    workers: int = 0,
    seed: int = 0,
    shuffle: int = 1000,
    epochs: int | None = None,
) -> Iterator[tuple[torch.Tensor, ...]]:
    """Yield batches of transformed sounds for this process.

    Parameters
    ----------
    shards : sequence of Shard
    transform : callable
        Takes samples (N,), their rate in Hz and the row; returns the arrays of one example, or None to leave it out.
    batch : int
        Examples of all processes together; each yields its part.
    share : Share, optional
        None: the only process.
    workers : int
        Extra processes that read, decode and transform; 0: this one does.
    seed, shuffle : int
        As of `stream_sounds`; every epoch has its own order.
    epochs : int, optional
        None: without end. A last batch that is not full is left out; without end there is none.
    """
    share = share or Share()
    part = share.rows(batch)
    examples = _Examples(shards, transform, share, seed, shuffle, epochs)
    loader: DataLoader[Any] = DataLoader(
        examples,
        batch_size=part.stop - part.start,
        num_workers=workers,
        collate_fn=_collate,
        drop_last=True,
        multiprocessing_context="spawn" if workers else None,
    )
    try:
        yield from loader
    except DataError as error:  # from a worker it comes with a traceback for a message
        sentence = str(error).strip().splitlines()[-1]
        raise DataError(sentence.split("DataError: ")[-1]) from error


def _collate(examples: list[Arrays]) -> tuple[torch.Tensor, ...]:
    return tuple(torch.from_numpy(np.stack(column)) for column in zip(*examples, strict=True))
