from dataclasses import replace

import pytest

from drumgen.errors import DataError
from tests.support.models.tiny_networks import CLASS_ONLY, NAMES, SETTINGS, SHAPES
from training.networks.registry import NETWORKS, build_network, network_settings


def test_the_laboratory_has_five_networks():
    assert tuple(NETWORKS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_settings_are_plain_numbers(name):
    settings = network_settings(name)()
    for value in vars(settings).values():
        assert isinstance(value, int | float | tuple)


@pytest.mark.parametrize(
    ("wrong", "near"), [("unet-scor", "unet-score"), ("unet1d", "unet-1d"), ("U-Net plain", "unet-plain")]
)
def test_an_unknown_network_is_named_with_the_nearest(wrong, near):
    with pytest.raises(DataError, match=f"nearest is '{near}'"):
        build_network(wrong, SETTINGS["unet-plain"], (1, 16, 16), CLASS_ONLY)


def test_settings_of_another_network_are_refused():
    with pytest.raises(DataError, match="takes ScoreSettings"):
        build_network("unet-score", SETTINGS["unet-plain"], (1, 16, 16), CLASS_ONLY)


@pytest.mark.parametrize(
    ("name", "shape", "factor"),
    [
        ("unet-plain", (1, 16, 24), 16),
        ("unet-score", (1, 18, 16), 4),
        ("unet-1d", (3, 8, 14), 4),
        ("unet-attention", (1, 16, 44), 8),
        ("unet-waveform", (1, 50), 6),
    ],
)
def test_a_shape_that_cannot_be_halved_is_refused(name, shape, factor):
    with pytest.raises(DataError, match=rf"must be (multiples|a multiple) of {factor};"):
        build_network(name, SETTINGS[name], shape, CLASS_ONLY)


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("unet-plain", (16, 16)),
        ("unet-score", (16,)),
        ("unet-1d", (16,)),
        ("unet-attention", (1, 2, 8, 8)),
        ("unet-waveform", (1, 16, 48)),
    ],
)
def test_a_shape_of_other_dimensions_is_refused(name, shape):
    with pytest.raises(DataError, match=name):
        build_network(name, SETTINGS[name], shape, CLASS_ONLY)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("unet-plain", {"width": 0}),
        ("unet-plain", {"embedding": 7}),
        ("unet-score", {"width": 7}),
        ("unet-score", {"multipliers": ()}),
        ("unet-score", {"multipliers": (1, 0)}),
        ("unet-score", {"blocks": 0}),
        ("unet-score", {"attention_levels": (3,)}),
        ("unet-score", {"dropout": 1.5}),
        ("unet-1d", {"kernels": (3, 4)}),
        ("unet-1d", {"kernels": ()}),
        ("unet-1d", {"width": 0}),
        ("unet-1d", {"embedding": 5}),
        ("unet-attention", {"width": 5}),
        ("unet-attention", {"attention_levels": (4,)}),
        ("unet-attention", {"dropout": -0.1}),
        ("unet-waveform", {"width": 0}),
        ("unet-waveform", {"multipliers": (1, 2, 4)}),
        ("unet-waveform", {"kernel": 4}),
        ("unet-waveform", {"blocks": 0}),
        ("unet-waveform", {"embedding": 3}),
    ],
)
def test_wrong_settings_are_refused(name, wrong):
    with pytest.raises(DataError, match=name):
        build_network(name, replace(SETTINGS[name], **wrong), SHAPES[name], CLASS_ONLY)
