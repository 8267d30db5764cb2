"""Parameter counts by closed formulas, and the documents' shapes level by level."""

import pytest

from training.commands.networks import DOCUMENTS
from training.networks.conditioning import ConditionSpec
from training.networks.registry import network_settings
from training.networks.summary import summarise
from training.networks.unets.attention import AttentionSettings
from training.networks.unets.one_dimensional import OneDimensionalSettings
from training.networks.unets.plain import PlainSettings
from training.networks.unets.score import ScoreSettings
from training.networks.unets.waveform import WaveformUNetSettings

CLASSES = 10
SPEC = ConditionSpec(classes=CLASSES)


def convolution(inputs, outputs, size, *, bias=True):
    return inputs * outputs * size + bias * outputs


def linear(inputs, outputs):
    return inputs * outputs + outputs


def residual(inputs, outputs, told):
    shortcut = 0 if inputs == outputs else convolution(inputs, outputs, 1)
    norms = 2 * inputs + 2 * outputs
    return convolution(inputs, outputs, 9) + convolution(outputs, outputs, 9) + linear(told, outputs) + norms + shortcut


def attention(channels):
    return 2 * channels + 3 * channels**2 + linear(channels, channels)


def steering(sinusoids, told):
    return linear(sinusoids, told) + linear(told, told) + (CLASSES + 1) * told


def plain(width, embedding=128, rows=64, planes=3):
    def block(inputs, outputs):
        return 9 * (inputs + outputs) * outputs + 4 * outputs

    levels = [width * 2**level for level in range(4)]
    down = sum(block(before, after) for before, after in zip([planes, *levels], levels, strict=False))
    up = sum(convolution(2 * n, n, 4) + block(2 * n, n) for n in levels)
    core = down + block(8 * width, 16 * width) + up + linear(width, 1)
    told = sum(linear(embedding, 2 * n) for n in [*levels, 16 * width, *levels])
    return core, core + told + steering(embedding, embedding) + 2 * linear(embedding, rows)


def score(width, multipliers, blocks, attention_levels):
    told, widths = 4 * width, [width * m for m in multipliers]
    total = steering(width, told) + convolution(1, widths[0], 9) + 2 * widths[0] + convolution(widths[0], 1, 9)
    before = widths[0]
    for level, n in enumerate(widths):
        above = widths[min(level + 1, len(widths) - 1)]
        total += residual(before, n, told) + (blocks - 1) * residual(n, n, told) + residual(n, n, told)
        # Way up: the skips are every block's output, then the level's input.
        skips = [n] * blocks + [before]
        total += residual(above, above, told)
        total += sum(residual(i + s, n, told) for i, s in zip([above] + [n] * blocks, skips, strict=True))
        total += (2 * blocks + 1) * attention(n) * (level in attention_levels)
        before = n
    return total + 2 * residual(before, before, told) + attention(before) * (len(widths) in attention_levels)


def attention_unet(width, attention_levels):
    told = 8 * width
    down, up = [width, 2 * width, 4 * width], [8 * width, 8 * width, 6 * width]
    layers = sum(2 * residual(n, n, told) for n in down + up)
    layers += sum(
        attention(n) for n, level in zip(down + up, [0, 1, 2, 3, 2, 1], strict=True) if level in attention_levels
    )
    strided = sum(convolution(n, 2 * n, 9) for n in down)
    transposed = sum(convolution(n, n // 2, 16) for n in up)
    ends = convolution(1, width, 9) + convolution(4 * width, 2 * width, 9) + linear(2 * width, 1)
    return steering(told, told) + layers + strided + transposed + ends


def one_dimensional(width, multipliers, kernels, told, rows):
    def bulk(inputs, outputs):
        convolutions = inputs * outputs * kernels[0] + sum(outputs**2 * k for k in kernels[1:])
        shortcut = 0 if inputs == outputs else linear(inputs, outputs)
        return convolutions + 2 * outputs * len(kernels) + linear(told, outputs) + shortcut

    widths = [width * m for m in multipliers]
    down = sum(bulk(before, after) for before, after in zip([rows, *widths], widths, strict=False))
    up = sum(
        convolution(before, n, 2) + bulk(2 * n, n)
        for before, n in zip([widths[-1], *reversed(widths)], reversed(widths), strict=False)
    )
    middle = 2 * bulk(widths[-1], widths[-1]) + attention(widths[-1])
    return steering(told, told) + down + middle + up + linear(told, rows) + linear(width + rows, rows)


def waveform(width, multipliers, factors, kernel, blocks, told):
    def modulated(inputs, outputs):
        norms = 2 * inputs + 2 * outputs
        shortcut = 0 if inputs == outputs else convolution(inputs, outputs, 1)
        convolutions = convolution(inputs, outputs, kernel) + convolution(outputs, outputs, kernel)
        return convolutions + norms + linear(told, 2 * outputs) + shortcut

    def level(inputs, outputs):
        return modulated(inputs, outputs) + (blocks - 1) * modulated(outputs, outputs)

    widths = [width * m for m in multipliers]
    taps = [2 * factor + factor % 2 for factor in factors]
    below = [*widths[1:], widths[-1]]
    down = sum(level(n, n) + convolution(n, m, k) for n, m, k in zip(widths, below, taps, strict=True))
    up = sum(convolution(m, n, k) + level(2 * n, n) for n, m, k in zip(widths, below, taps, strict=True))
    ends = convolution(1, widths[0], kernel) + 2 * widths[0] + convolution(widths[0] + 1, 1, kernel)
    return steering(told, told) + down + level(widths[-1], widths[-1]) + up + ends


def found(name, settings, shape):
    return summarise(name, settings, shape, SPEC).parameters


@pytest.mark.parametrize("width", [64, 32, 16])
def test_plain(width):
    assert found("unet-plain", PlainSettings(width=width), (1, 64, 64)) == plain(width)[1]


def test_the_plain_network_of_the_document_has_31_million_parameters():
    assert plain(64)[0] == 31_037_633
    assert plain(64)[1] == pytest.approx(31.0e6, rel=0.03)  # what every block is told adds a fortieth
    assert plain(32)[0] == pytest.approx(plain(64)[0] / 4, rel=0.002)


@pytest.mark.parametrize(
    ("width", "multipliers", "blocks", "levels"),
    [(128, (1, 1, 2, 2, 2), 2, (3, 5)), (24, (1, 2, 2, 4, 4), 1, ()), (16, (1, 3), 3, (0, 2))],
)
def test_score(width, multipliers, blocks, levels):
    settings = ScoreSettings(width=width, multipliers=multipliers, blocks=blocks, attention_levels=levels)
    assert found("unet-score", settings, (1, 128, 128)) == score(width, multipliers, blocks, levels)


@pytest.mark.parametrize(("width", "levels"), [(64, (2, 3)), (16, (1, 2, 3)), (32, ())])
def test_attention(width, levels):
    settings = AttentionSettings(width=width, attention_levels=levels)
    assert found("unet-attention", settings, (1, 128, 200)) == attention_unet(width, levels)


@pytest.mark.parametrize(
    ("width", "multipliers", "kernels", "told"),
    [(256, (1, 1, 2, 2), (3, 5, 7), 512), (96, (1, 2, 3), (9, 1), 64), (384, (1,), (3,), 32)],
)
def test_one_dimensional(width, multipliers, kernels, told):
    settings = OneDimensionalSettings(width=width, multipliers=multipliers, kernels=kernels, embedding=told)
    assert found("unet-1d", settings, (3, 128, 128)) == one_dimensional(width, multipliers, kernels, told, 384)


@pytest.mark.parametrize(
    ("width", "multipliers", "factors", "kernel", "blocks", "told"),
    [(16, (2, 4, 8, 8, 12, 19), (2, 2, 2, 3, 5, 5), 5, 2, 256), (8, (1, 3), (2, 5), 3, 1, 32)],
)
def test_waveform(width, multipliers, factors, kernel, blocks, told):
    settings = WaveformUNetSettings(width, multipliers, factors, kernel, blocks, told)
    assert found("unet-waveform", settings, (1, 21000)) == waveform(width, multipliers, factors, kernel, blocks, told)


def test_the_waveform_network_is_as_large_as_the_published_one():
    assert found("unet-waveform", WaveformUNetSettings(), (1, 21000)) == pytest.approx(15.8e6, rel=0.001)
    sizes = maps("unet-waveform")
    assert ("middle", (304, 35)) in sizes
    assert sizes[-1] == ("write", (1, 21000))


def maps(name, shape=None):
    documents_shape, spec = DOCUMENTS[name]
    return summarise(name, network_settings(name)(), shape or documents_shape, spec).maps


def test_seed_000_goes_through_four_levels_to_1024_channels_and_back():
    assert dict(maps("unet-plain")) == {
        "encoder 0": (64, 64, 64),
        "encoder 1": (128, 32, 32),
        "encoder 2": (256, 16, 16),
        "encoder 3": (512, 8, 8),
        "reduce": (512, 4, 4),
        "bottleneck": (1024, 4, 4),
        "up 0": (512, 8, 8),
        "up 1": (256, 16, 16),
        "up 2": (128, 32, 32),
        "up 3": (64, 64, 64),
        "decoder 0": (512, 8, 8),
        "decoder 1": (256, 16, 16),
        "decoder 2": (128, 32, 32),
        "decoder 3": (64, 64, 64),
        "write": (1, 64, 64),
    }


@pytest.mark.parametrize("size", [128, 256])
def test_seed_002_halves_five_times(size):
    found_maps = dict(maps("unet-score", (1, size, size)))
    widths = [128, 128, 256, 256, 256]
    for level, width in enumerate(widths):
        assert found_maps[f"down {level}"] == (width, size // 2 ** (level + 1), size // 2 ** (level + 1))
        assert found_maps[f"up {4 - level}"] == (width, size // 2**level, size // 2**level)


def test_seed_003_keeps_frequencies_as_channels():
    found_maps = dict(maps("unet-1d"))
    assert [found_maps[f"down {i}"] for i in range(4)] == [(256, 128), (256, 64), (512, 32), (512, 16)]
    assert found_maps["middle_out"] == (512, 8)
    assert [found_maps[f"up {i}"] for i in range(4)] == [(512, 16), (512, 32), (256, 64), (256, 128)]
    assert found_maps["write"] == (384, 128)


def test_seed_004_has_six_layers_with_its_channels_and_resolutions():
    found_maps = dict(maps("unet-attention"))
    assert [found_maps[f"down {i}"] for i in range(3)] == [(64, 128, 200), (128, 64, 100), (256, 32, 50)]
    assert [found_maps[f"up {i}"] for i in range(3)] == [(512, 16, 25), (512, 32, 50), (384, 64, 100)]
    assert found_maps["write"] == (1, 128, 200)
