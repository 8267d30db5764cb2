"""Whether generated sounds agree with the held-out words that they were asked for in."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from drumgen.editing.editor import SoundEditor
from drumgen.engine.generator import Generator
from drumgen.engine.mixing import mixed_label
from drumgen.engine.request import GenerationRequest
from drumgen.wishes.making import make
from drumgen.wishes.ranking import standing
from drumgen.wishes.wish import Wish
from drumgen.wishes.words.likeness import Likeness
from drumgen.wishes.words.understanding import Understood, understand
from training.words.descriptions import Description

FIRST_SEED = 70_000
KINDS = ("synonym", "typo", "class")


@dataclass
class Agreement:
    """How often sounds agree with words.

    Attributes
    ----------
    asked, agreed, unknown : Counter
        By the kinds of `KINDS`: tags that were asked for, those that the sound has, and those whose word was reported
        as not understood.
    """

    asked: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)

    def share(self, kinds: Sequence[str] = KINDS) -> float:
        """Return the share of the asked tags of some kinds that the sounds have, 0 to 1."""
        return sum(self.agreed[kind] for kind in kinds) / max(sum(self.asked[kind] for kind in kinds), 1)


def agreement(
    generator: Generator,
    described: Sequence[Description],
    likeness: Likeness | None,
    *,
    candidates: int = 8,
    progress: Callable[[int], None] | None = None,
) -> Agreement:
    """Make a sound for each description as the app does, and measure it.

    A word for an attribute agrees if the sound lies on its side of the median of the class that was asked for; a word
    for a class if the sound is recognised as one (`SoundEditor.classify`).

    Parameters
    ----------
    generator : Generator
    described : sequence of Description
    likeness : Likeness or None
        None: the lexicon alone.
    candidates : int
    progress : callable or None
        Called with the number of sounds that are done.
    """
    editor, found = SoundEditor(generator), Agreement()
    for number, each in enumerate(described):
        understood = understand(each.text, lambda: likeness)
        label = _label(understood, generator.labels())
        request = GenerationRequest(label, 1, FIRST_SEED + number)
        (sound,) = make(
            generator, request, Wish(attributes=tuple(understood.attributes.items())), candidates=candidates
        )
        places = standing(sound.clip, each.label)
        for asked in each.asked:
            rights = [places[name] * sign > 0.0 for name, sign in asked.sides.items()]
            if asked.kind == "class":
                rights = [editor.classify(sound.clip) == each.label]
            found.asked[asked.kind] += len(rights)
            found.agreed[asked.kind] += sum(rights)
            found.unknown[asked.kind] += len(rights) * (asked.word in understood.unknown)
        if progress is not None:
            progress(number + 1)
    return found


def _label(understood: Understood, labels: Sequence[str]) -> str:
    """Return the class that a prompt names, else the one that the app shows at first."""
    return mixed_label(understood.labels) if understood.labels else labels[0]
