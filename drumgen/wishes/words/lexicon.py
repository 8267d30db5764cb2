"""The words that wishes may use, as tables. Several words that belong together are written with a space."""

from collections.abc import Mapping
from types import MappingProxyType

Effect = Mapping[str, float]
"""Attributes and how far a word moves them, at its plain strength."""

DESCRIPTIONS: Mapping[tuple[str, ...], Effect] = MappingProxyType(
    {
        ("bright", "brighter", "brilliant", "shiny", "treble"): {"brightness": 0.6},
        ("crisp", "sizzling", "sizzly", "sparkling", "sparkly", "airy"): {"brightness": 0.6, "noisiness": 0.2},
        ("sharp", "biting"): {"brightness": 0.5, "attack": 0.5},
        ("harsh", "aggressive", "piercing"): {"brightness": 0.7, "attack": 0.3, "noisiness": 0.3},
        ("dark", "darker", "dull", "muffled", "muted"): {"brightness": -0.6},
        ("warm", "warmer", "mellow", "round", "rounded"): {"brightness": -0.4, "body": 0.5},
        ("dusty", "vintage", "lofi", "lo fi", "old"): {"brightness": -0.5, "noisiness": 0.2},
        ("short", "shorter", "tight", "tighter", "dry", "gated", "staccato", "clipped"): {"decay": -0.7},
        ("long", "longer", "ringing", "ringy", "sustained", "roomy", "reverberant", "open ended"): {"decay": 0.7},
        ("boomy", "booming"): {"decay": 0.6, "body": 0.6, "brightness": -0.3},
        ("washy", "splashy"): {"decay": 0.6, "noisiness": 0.5},
        ("snappy", "snapping", "punchy", "punch", "hard", "percussive"): {"attack": 0.6},
        ("clicky", "click"): {"attack": 0.7, "brightness": 0.3},
        ("tick", "ticky", "tiny"): {"attack": 0.5, "decay": -0.6, "body": -0.4},
        ("soft", "softer", "gentle", "smooth", "slow", "brushed"): {"attack": -0.6},
        ("loose", "sloppy"): {"attack": -0.4, "decay": 0.4},
        ("low", "lower", "deep", "deeper", "sub", "subby"): {"pitch": -0.6, "brightness": -0.2},
        ("bass", "bassy"): {"pitch": -0.4, "body": 0.3},
        ("high", "higher", "high pitched"): {"pitch": 0.6},
        ("low pitched",): {"pitch": -0.6},
        ("tonal", "tuned", "pitched", "melodic", "pure", "clean", "sine"): {"noisiness": -0.6},
        ("metallic", "metal", "bell like", "bell"): {"noisiness": -0.4, "brightness": 0.4, "decay": 0.3},
        ("wooden", "woody", "wood"): {"noisiness": -0.3, "decay": -0.3, "brightness": -0.2},
        ("noisy", "noisier", "hissy", "hiss", "gritty", "dirty", "rough"): {"noisiness": 0.6},
        ("trashy", "distorted", "crunchy"): {"noisiness": 0.6, "brightness": 0.3},
        ("full", "fuller", "fat", "fatter", "thick", "big", "huge", "beefy", "heavy", "meaty"): {"body": 0.6},
        ("thin", "thinner", "small", "hollow", "weak", "light"): {"body": -0.6},
        ("808", "tr 808"): {"noisiness": -0.4, "decay": 0.4, "pitch": -0.3},
        ("909", "tr 909"): {"attack": 0.4, "brightness": 0.3},
        ("acoustic", "natural", "live"): {"noisiness": 0.2, "decay": 0.2},
        ("electronic", "synthetic", "analog", "analogue"): {"noisiness": -0.3},
        ("techno", "industrial"): {"attack": 0.4, "body": 0.3},
        ("trap",): {"pitch": -0.2, "decay": 0.3, "attack": 0.3},
        ("jazz", "jazzy"): {"attack": -0.2, "decay": 0.3, "brightness": -0.1},
        ("minimal",): {"decay": -0.4, "body": -0.2},
        ("hip hop", "boom bap"): {"brightness": -0.3, "body": 0.4},
    }
)

NOUNS: Mapping[tuple[str, ...], Effect] = MappingProxyType(
    {
        ("attack", "transient", "onset", "snap"): {"attack": 0.6},
        ("decay", "tail", "sustain", "ring", "reverb", "release", "length"): {"decay": 0.6},
        ("pitch", "tuning", "tone height"): {"pitch": 0.6},
        ("noise", "rattle", "wires"): {"noisiness": 0.6},
        ("body", "weight", "low mids"): {"body": 0.6},
        ("brightness", "highs", "top end", "air", "presence"): {"brightness": 0.6},
    }
)
"""Names of attributes: ``more body`` and ``less noise`` move them, and so do the words in `SIDES` before them."""

SIDES: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "attack": {"soft": -1.0, "slow": -1.0, "gentle": -1.0, "hard": 1.0, "fast": 1.0, "sharp": 1.0, "quick": 1.0},
        "decay": {"short": -1.0, "fast": -1.0, "quick": -1.0, "tight": -1.0, "long": 1.0, "slow": 1.0},
        "pitch": {"low": -1.0, "deep": -1.0, "high": 1.0},
        "body": {"thin": -1.0, "small": -1.0, "full": 1.0, "big": 1.0, "fat": 1.0},
        "brightness": {"low": -1.0, "dark": -1.0, "high": 1.0},
        "noisiness": {"low": -1.0, "soft": -1.0, "high": 1.0, "loud": 1.0},
    }
)
"""What a describing word right before the name of an attribute means for just that attribute."""

INTENSITIES: Mapping[str, float] = MappingProxyType(
    {
        "very": 1.5, "really": 1.5, "super": 1.6, "extremely": 1.8, "ultra": 1.8, "totally": 1.7, "much": 1.4,
        "more": 1.0, "lots of": 1.4, "quite": 0.9, "rather": 0.8, "fairly": 0.8, "pretty": 0.9, "somewhat": 0.6,
        "slightly": 0.4, "a bit": 0.4, "a little": 0.4, "a touch": 0.4, "a hint of": 0.3, "bit": 0.4, "little": 0.4,
    }
)  # fmt: skip
"""Words before a description, and by what they multiply it."""

NEGATIONS: Mapping[str, float] = MappingProxyType(
    {
        "not": -0.7, "no": -1.0, "without": -1.0, "less": -0.8, "never": -1.0, "hardly": -0.8, "non": -0.7,
        "not too": -0.4, "not so": -0.5, "not very": -0.5, "not that": -0.5, "not overly": -0.4, "too": 1.0,
    }
)  # fmt: skip
"""Words before a description that turn it round, and how far."""

CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kick": ("kick", "kicks", "kick drum", "kickdrum", "bass drum", "bassdrum", "bd"),
        "snare": ("snare", "snares", "snare drum", "sd"),
        "clap": ("clap", "claps", "hand clap", "handclap", "handclaps"),
        "closed_hat": ("closed hat", "closed hats", "hat", "hats", "hi hat", "hi hats", "hihat", "hihats", "ch",
                       "closed hihat", "closed hi hat", "pedal hat"),
        "open_hat": ("open hat", "open hats", "open hihat", "open hi hat", "oh"),
        "tom": ("tom", "toms", "tom tom", "floor tom", "rack tom"),
        "rimshot": ("rimshot", "rimshots", "rim shot", "rim", "side stick", "sidestick", "cross stick", "rs"),
        "cymbal": ("cymbal", "cymbals", "crash", "ride", "splash", "china", "crash cymbal", "ride cymbal"),
        "cowbell": ("cowbell", "cowbells", "cow bell", "agogo"),
        "perc": ("perc", "percs", "percussion", "conga", "congas", "bongo", "bongos", "shaker", "tambourine", "clave",
                 "claves", "woodblock", "block", "triangle", "maracas", "timbale"),
    }
)  # fmt: skip
"""The classes of the drum model by the words that name them."""

SILENT = frozenset(
    {
        "a", "an", "the", "and", "or", "with", "but", "of", "in", "for", "to", "is", "it", "its", "be", "sound",
        "sounds", "hit", "hits", "drum", "drums", "sample", "samples", "one", "shot", "oneshot", "like", "kind",
        "style", "some", "please", "make", "me", "i", "want", "kit", "kits", "hybrid", "between", "cross", "mix",
        "mixed", "blend", "plus", "both", "while",
    }
)  # fmt: skip
"""Words that carry nothing here."""

BREAKS = frozenset({",", ";", ".", "with", "but", "and", "plus", "while"})
"""What ends a clause in a prompt for a whole kit."""
