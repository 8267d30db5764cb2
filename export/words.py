"""Export of the encoder of words."""

from pathlib import Path

import torch

from drumgen import __version__
from drumgen.inference.cards import ModelCard, Source
from drumgen.wishes.words.buckets import BUCKETS, LONGEST, PARTS, buckets_of
from drumgen.wishes.words.likeness import NAME
from export.graphs import to_onnx
from export.writing import licence_of, write_model
from training.run_folder import read_run
from training.words.saved import read_encoder


def export_words(run: Path, out: Path) -> list[Path]:
    """Write the encoder of a run of `python -m training words` with its card; return the ONNX file.

    Raises
    ------
    DataError
        If the folder holds no such run.
    OutputError
        If the models cannot be written.
    """
    facts, network = read_run(run), read_encoder(run)
    sources = tuple(Source(**row) for row in facts["sources"])
    card = ModelCard(
        name=NAME,
        version=__version__,
        kind="words",
        file=f"{NAME}.onnx",
        sha256="",
        licence=licence_of({source.licence for source in sources}),
        sample_rate_hz=0,
        inputs={"buckets": ("B", PARTS)},
        outputs={"vectors": ("B", facts["network"]["size"])},
        attribution=tuple(source.attribution for source in sources),
        sources=sources,
        training={
            "buckets": BUCKETS,
            "longest": LONGEST,
            **{name: facts[name] for name in ("network", "fit", "words", "parameters", "minutes")},
        },
    )
    examples = torch.from_numpy(buckets_of(["dark", "a bright one"]))
    return [write_model(out, to_onnx(network, [examples], ["buckets"], "vectors"), card)]
