"""The door to all edits: sounds in, new sounds out, each with its origin."""

from collections.abc import Iterator

from drumgen.audio.clip import Clip
from drumgen.editing import classifying, inpainting, morphing, resizing, trimming, varying
from drumgen.editing.limits import check_count, check_duration, check_fraction, check_range
from drumgen.editing.workbench import Source, Workbench
from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.progress import CancelQuery, Progress, ProgressCallback
from drumgen.engine.provenance import Edit

Sound = Clip | GeneratedSound
"""What can be edited: any clip, and a generated sound with its origin."""


class SoundEditor:
    """Changes sounds with a model; may be used from several threads at once.

    Every method takes `progress`, called as (done, total), and `cancel`, asked between steps; it raises `Cancelled` if
    that returns True, `AudioFileError` if a sound cannot be edited (silent, too long), `RequestError` if a number is
    out of range or the model does not know a class, and `ModelError` if the model cannot edit.

    Parameters
    ----------
    generator : Generator
        Opens the models.
    model : str
        Name of the denoiser that makes what is new.
    """

    def __init__(self, generator: Generator, model: str = "drums") -> None:
        self._bench = Workbench(generator, model)

    def classify(
        self, clip: Clip, *, progress: ProgressCallback | None = None, cancel: CancelQuery | None = None
    ) -> str:
        """Return the class that the model takes a sound for; a guess."""
        watch = Progress(1, progress, cancel)
        watch.start()
        label = classifying.classify(self._bench, self._bench.source(clip))
        watch.advance(1)
        return label

    def vary(
        self,
        source: Sound,
        *,
        strength: float,
        seed: int,
        label: str | None = None,
        count: int = 1,
        progress: ProgressCallback | None = None,
        cancel: CancelQuery | None = None,
    ) -> list[GeneratedSound]:
        """Return variations of a sound.

        Parameters
        ----------
        source : Clip or GeneratedSound
            The sound.
        strength : float
            0 gives the sound back unchanged, sample for sample; 1 is a new sound, the one that the generator makes
            from the seed; between them the distance from the source grows.
        seed : int
            The direction: one seed with another strength goes on along the same way. Variation i has ``seed + i``.
        label : str or None
            Class to vary towards; None: that of a generated sound, and of others what `classify` says.
        count : int
            Number of variations, 1 to 1,000.

        Returns
        -------
        list of GeneratedSound
            Mono, 44.1 kHz, 1.49 s at most from the sound's onset, with the peak of the source; only a strength of 0
            leaves them as the source is.
        """
        made = self.variations(
            source, strength=strength, seed=seed, label=label, count=count, progress=progress, cancel=cancel
        )
        return list(made)

    def variations(
        self,
        source: Sound,
        *,
        strength: float,
        seed: int,
        label: str | None = None,
        count: int = 1,
        progress: ProgressCallback | None = None,
        cancel: CancelQuery | None = None,
    ) -> Iterator[GeneratedSound]:
        """Yield the variations that `vary` returns, one batch at a time."""
        check_fraction("strength", strength)
        check_count(count)
        watch = Progress(count + 1, progress, cancel)
        watch.start()
        heard = self._bench.source(source)
        chosen = self._label(source, heard, label)
        watch.advance(1)
        yield from varying.vary(
            self._bench, heard, strength=strength, seed=seed, label=chosen, count=count, watch=watch
        )

    def morph(
        self,
        first: Sound,
        second: Sound,
        *,
        amount: float,
        seed: int = 0,
        progress: ProgressCallback | None = None,
        cancel: CancelQuery | None = None,
    ) -> GeneratedSound:
        """Return the sound that lies between two others.

        Parameters
        ----------
        first, second : Clip or GeneratedSound
            The ends of the line.
        amount : float
            0 is the first sound, unchanged, 1 the second; the loudness goes evenly from the one to the other.
        seed : int
            Kept in the provenance; a morph holds no random numbers.
        """
        check_fraction("amount", amount)
        watch = Progress(3, progress, cancel)
        watch.start()
        ends = []
        for sound in (first, second):
            ends.append(self._end(sound))
            watch.advance(1)
        made = self._morphed(ends[0], ends[1], amount, seed)
        watch.advance(1)
        return made

    def morph_line(
        self,
        first: Sound,
        second: Sound,
        *,
        count: int,
        progress: ProgressCallback | None = None,
        cancel: CancelQuery | None = None,
    ) -> list[GeneratedSound]:
        """Return `count` (2 to 1,000) sounds evenly spaced from the first to the second, both included."""
        check_count(count, low=2)
        watch = Progress(count + 1, progress, cancel)
        watch.start()
        ends = (self._end(first), self._end(second))
        watch.advance(1)
        made = []
        for i in range(count):
            made.append(self._morphed(*ends, i / (count - 1), 0, index=i, count=count))
            watch.advance(1)
        return made

    def inpaint(
        self,
        source: Sound,
        *,
        start_s: float,
        end_s: float,
        seed: int,
        label: str | None = None,
        index: int = 0,
        count: int = 1,
        progress: ProgressCallback | None = None,
        cancel: CancelQuery | None = None,
    ) -> GeneratedSound:
        """Return a sound with a range of it made anew, so that it fits the rest.

        Samples outside the range stay exactly what they were, and the result has the source's rate and channels. A
        range that reaches the sound's end gives it a tail of its own length.

        Parameters
        ----------
        source : Clip or GeneratedSound
            The sound.
        start_s, end_s : float
            The range in seconds of the sound; it must end within 1.49 s of the sound's onset, or with the sound.
        seed : int
            Another seed, another filling.
        label : str or None
            Class of the filling; None as in `vary`.
        index, count : int
            The filling's place among several from the seeds ``seed + index``; for its provenance and file name.
        """
        clip = _clip(source)
        check_range(start_s, end_s, clip.duration_s)
        steps = self._bench.pair.settings.steps
        watch = Progress(steps + 2, progress, cancel)
        watch.start()
        heard = self._bench.source(source)
        chosen = self._label(source, heard, label)
        watch.advance(1)
        made = inpainting.inpaint(
            self._bench, heard, start_s=start_s, end_s=end_s, seed=seed + index, label=chosen, watch=watch
        )
        watch.finish()
        edit = Edit("inpainting", (heard.name,), (("start_s", float(start_s)), ("end_s", float(end_s))))
        return GeneratedSound(made, self._bench.provenance(chosen, seed, edit, index=index, count=count))

    def resize(
        self,
        source: Sound,
        *,
        duration_s: float,
        seed: int,
        label: str | None = None,
        progress: ProgressCallback | None = None,
        cancel: CancelQuery | None = None,
    ) -> GeneratedSound:
        """Return a sound made longer or shorter, its attack unchanged.

        Parameters
        ----------
        source : Clip or GeneratedSound
            The sound.
        duration_s : float
            The length that the result has, 0.02 to 1.49 s.
        seed : int
            For what the model adds.
        label : str or None
            Class of what it adds; None as in `vary`.
        """
        check_duration(duration_s)
        watch = Progress(self._bench.pair.settings.steps + 2, progress, cancel)
        watch.start()
        heard = self._bench.source(source)
        chosen = self._label(source, heard, label)
        watch.advance(1)
        made = resizing.resize(self._bench, heard, duration_s=duration_s, seed=seed, label=chosen, watch=watch)
        watch.finish()
        edit = Edit("length", (heard.name,), (("duration_s", float(duration_s)),))
        return GeneratedSound(made, self._bench.provenance(chosen, seed, edit))

    def trim(
        self,
        source: Sound,
        *,
        start_s: float,
        end_s: float,
        fade_in_s: float = 0.0,
        fade_out_s: float = 0.0,
        progress: ProgressCallback | None = None,
        cancel: CancelQuery | None = None,
    ) -> Sound:
        """Return a range of a sound, faded at its ends; a generated sound keeps its provenance, with an edit."""
        clip = _clip(source)
        check_range(start_s, end_s, clip.duration_s)
        return trimming.trim(source, start_s=start_s, end_s=end_s, fade_in_s=fade_in_s, fade_out_s=fade_out_s)

    def _end(self, sound: Sound) -> morphing.End:
        heard = self._bench.source(sound)
        return heard, self._label(sound, heard, None)

    def _morphed(
        self, first: morphing.End, second: morphing.End, amount: float, seed: int, *, index: int = 0, count: int = 1
    ) -> GeneratedSound:
        clip = morphing.morph(self._bench, first, second, amount)
        label = (first if amount < 0.5 else second)[1]
        edit = Edit("morph", (first[0].name, second[0].name), (("amount", float(amount)),))
        return GeneratedSound(clip, self._bench.provenance(label, seed, edit, index=index, count=count))

    def _label(self, sound: Sound, heard: Source, wished: str | None) -> str:
        """Return the wished class, else the one a generated sound was made for, else what the model takes it for."""
        if wished is not None:
            return wished
        if isinstance(sound, GeneratedSound) and sound.provenance.label in self._bench.labels:
            return sound.provenance.label
        return classifying.classify(self._bench, heard)


def _clip(sound: Sound) -> Clip:
    return sound.clip if isinstance(sound, GeneratedSound) else sound
