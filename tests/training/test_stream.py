import argparse
import json
import tarfile

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from drumgen.errors import DataError
from training.commands.storing import pack as command
from training.data.scan import Sound, scan
from training.data.shards import INDEX, decode, manifest_rows, open_shards, write_shards
from training.data.stream import stream_batches, stream_sounds
from training.share import Share

RATE_HZ = 16000
SOUNDS = 23


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("sounds")
    rng = np.random.default_rng(0)
    lines = ["file,label,licence,extra"]
    for number in range(SOUNDS):
        name = f"s{number:02d}.wav"
        soundfile.write(str(root / name), 0.2 * rng.normal(size=800 + 40 * number), RATE_HZ, subtype="PCM_16")
        lines.append(f'{name},{"aab"[number % 3]},CC0-1.0,"número {number}, é"')
    (root / "manifest.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root


def _packed(folder, target, largest_bytes, **options):
    return write_shards(scan(folder).sounds, manifest_rows(folder), target, largest_bytes=largest_bytes, **options)


@pytest.fixture(scope="module")
def sets(folder, tmp_path_factory):
    """The same sounds in one shard and in several."""
    return {
        largest: _packed(folder, tmp_path_factory.mktemp(f"shards-{largest}"), largest)[0]
        for largest in (25_000, 400_000)
    }


def test_shards_hold_every_sound_bit_for_bit_with_its_row(folder, sets):
    shards = sets[25_000]
    assert len(shards) > 4
    assert all(shard.path.stat().st_size == shard.bytes <= 25_000 for shard in shards)
    assert sum(shard.count for shard in shards) == SOUNDS
    rows = []
    for content, row in stream_sounds(shards):
        audio, rate = decode(content)
        original, _ = soundfile.read(str(folder / row["file"]), dtype="float32")
        np.testing.assert_array_equal(audio, original)
        assert (rate, row["samples"]) == (RATE_HZ, len(original))
        rows.append(row)
    assert [row["file"] for row in rows] == [f"s{number:02d}.wav" for number in range(SOUNDS)]
    assert rows[7]["extra"] == "número 7, é"
    assert open_shards(shards[0].path.parent, check=True) == shards


@given(
    st.sampled_from([25_000, 400_000]),
    st.integers(1, 4),
    st.integers(1, 4),
    st.integers(0, 2**31),
    st.sampled_from([0, 3, 100]),
)
def test_every_sound_is_read_once_by_one_reader(sets, largest, world, workers, seed, shuffle):
    read = [
        row["file"]
        for rank in range(world)
        for worker in range(workers)
        for _, row in stream_sounds(
            sets[largest], rank=rank, world=world, worker=worker, workers=workers, seed=seed, shuffle=shuffle
        )
    ]
    assert len(read) == SOUNDS
    assert len(set(read)) == SOUNDS


def test_the_order_follows_from_the_seed(sets):
    first, again, other = (
        [row["file"] for _, row in stream_sounds(sets[25_000], seed=seed, shuffle=8)] for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other
    assert sorted(first) == sorted(other)


def test_too_many_readers_are_refused(sets):
    with pytest.raises(DataError, match="too few for 32 readers"):
        stream_sounds(sets[25_000], world=8, workers=4)


def _example(audio, rate_hz, row):
    """Return the sound's number and its beginning; leave out those of class b."""
    return None if row["label"] == "b" else (np.int64(row["file"][1:3]), audio[:64])


@pytest.mark.parametrize("workers", [0, 2])
def test_batches_come_from_all_usable_sounds_whatever_reads_them(sets, workers):
    stream = stream_batches(sets[25_000], _example, 4, workers=workers, epochs=2, shuffle=4, seed=3)
    numbers = np.concatenate([numbers.numpy() for numbers, _ in stream])
    # 16 usable sounds, twice; a worker's last batch is dropped when it is not full
    assert set(numbers % 3) == {0, 1}
    assert len(numbers) >= 32 - 4 * max(workers, 1) + 1
    assert np.bincount(numbers).max() <= 2


def test_processes_share_a_batch_and_go_on_for_ever(sets):
    streams = [stream_batches(sets[400_000], _example, 6, share=Share(rank, 2), shuffle=0) for rank in range(2)]
    for _ in range(9):
        numbers = [next(stream)[0].tolist() for stream in streams]
        assert [len(part) for part in numbers] == [3, 3]
        assert not set(numbers[0]) & set(numbers[1])


def _spoil_middle(path):
    content = bytearray(path.read_bytes())
    content[600:900] = bytes(300)
    path.write_bytes(content)


def _cut(path):
    path.write_bytes(path.read_bytes()[:3000])


def _cut_between_sounds(path):
    with tarfile.open(path) as tar:
        end = tar.getmembers()[2].offset
    path.write_bytes(path.read_bytes()[:end])


def _no_tar(path):
    path.write_bytes(b"x" * path.stat().st_size)


@pytest.mark.parametrize(
    ("harm", "workers"), [(_spoil_middle, 0), (_cut, 0), (_cut, 1), (_cut_between_sounds, 0), (_no_tar, 0)]
)
def test_a_damaged_shard_is_named_in_one_sentence(folder, tmp_path, harm, workers):
    shards, _ = _packed(folder, tmp_path, 400_000)
    harm(shards[0].path)
    with pytest.raises(DataError) as caught:
        list(stream_batches(shards, _example, 2, workers=workers, epochs=1))
    assert str(caught.value) == f"The shard {shards[0].path} is damaged; copy it again or pack the sounds anew."
    with pytest.raises(DataError, match="is damaged"):
        open_shards(tmp_path, check=True)


def test_unusable_sets_of_shards_are_refused(folder, tmp_path, sets):
    with pytest.raises(DataError, match=r"no shards with a readable shards\.json"):
        open_shards(tmp_path)
    shards, _ = _packed(folder, tmp_path, 25_000)
    shards[1].path.unlink()
    with pytest.raises(DataError, match="is missing"):
        open_shards(tmp_path)
    (tmp_path / INDEX).write_text(json.dumps([{"path": "x"}]))
    with pytest.raises(DataError, match="no shards"):
        open_shards(tmp_path)
    with pytest.raises(DataError, match="can use none of the sounds"):
        next(stream_batches(sets[25_000], lambda audio, rate, row: None, 2))


def _run(arguments, capsys):
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    parsed = parser.parse_args(["pack", *arguments])
    code = parsed.run(parsed)
    return code, capsys.readouterr()


def test_one_task_fits_into_one_small_file_as_opus(folder, tmp_path, capsys):
    options = ["--data", str(folder), "--out", str(tmp_path), "--shard-mb", "0.06"]
    with pytest.raises(DataError, match="use --format opus or a lower --rate"):
        _run([*options, "--one-file"], capsys)
    code, printed = _run([*options, "--one-file", "--format", "opus", "--rate", "8000", "--shard-mb", "0.1"], capsys)
    assert code == 0
    assert "23 sounds" in printed.out
    (shard,) = open_shards(tmp_path, check=True)
    examples = stream_batches([shard], lambda audio, rate, row: (np.int64(len(audio)), np.int64(rate)), 1, epochs=1)
    sizes = sorted((int(size), int(rate)) for size, rate in examples)
    assert sizes == [(400 + 20 * number, 8000) for number in range(SOUNDS)]
    assert _run(["--out", str(tmp_path), "--check"], capsys)[0] == 0


def test_unreadable_sounds_are_left_out_and_too_long_ones_refused(folder, tmp_path):
    sounds = scan(folder).sounds
    broken = tmp_path / "broken.flac"
    whole = tmp_path / "whole.flac"
    soundfile.write(str(whole), np.random.default_rng(0).normal(size=20_000) * 0.1, RATE_HZ)
    broken.write_bytes(whole.read_bytes()[:5000])
    _, left_out = write_shards([*sounds, Sound(broken, "a")], {}, tmp_path / "shards")
    assert left_out in ([broken], [])  # libsndfile reads the beginning of some cut files
    with pytest.raises(DataError, match="raise --shard-mb"):
        write_shards([Sound(whole, "a")], {}, tmp_path / "small", largest_bytes=20_000)
    (tmp_path / "text.wav").write_text("no sound")
    with pytest.raises(DataError, match="nothing to pack"):
        write_shards([Sound(tmp_path / "text.wav", "a")], {}, tmp_path / "none")
