"""What the library's views say of sounds, in words."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from drumgen.library.entry import Entry, Step
from gui.sounds.item import class_title


def class_name(label: str) -> str:
    """Return a class for people; sounds whose class is not known say so."""
    return class_title(label) if label else QCoreApplication.translate("Library", "Unknown")


def length_text(duration_s: float) -> str:
    """Return a length, such as ``0.40 s``."""
    number = QLocale().toString(duration_s, "f", 2)
    return QCoreApplication.translate("Library", "{seconds} s").format(seconds=number)


def when_text(time: datetime) -> str:
    """Return a time of today as hours and minutes, any other one as its date."""
    local = time.astimezone()
    locale = QLocale()
    if local.date() == datetime.now().astimezone().date():
        return locale.toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    return locale.toString(QDate(local.year, local.month, local.day), QLocale.FormatType.ShortFormat)


def spoken(entry: Entry) -> str:
    """Return everything a row shows, in words."""
    translate = QCoreApplication.translate
    words = [entry.title, class_name(entry.label)]
    words.append(translate("Library", "{seconds} seconds").format(seconds=QLocale().toString(entry.duration_s, "f", 2)))
    if entry.favourite:
        words.append(translate("Library", "favourite"))
    if entry.tags:
        words.append(translate("Library", "tagged {tags}").format(tags=", ".join(entry.tags)))
    if entry.removed:
        words.append(translate("Library", "removed"))
    return ", ".join(words)


def step_text(step: Step) -> str:
    """Return what a step did, as a menu calls it."""
    texts = {
        "keep": QCoreApplication.translate("Library", "keep %n sound(s)", "", step.count),
        "remove": QCoreApplication.translate("Library", "remove %n sound(s)", "", step.count),
        "restore": QCoreApplication.translate("Library", "restore %n sound(s)", "", step.count),
        "favourite": QCoreApplication.translate("Library", "mark %n sound(s)", "", step.count),
        "unfavourite": QCoreApplication.translate("Library", "unmark %n sound(s)", "", step.count),
        "tags": QCoreApplication.translate("Library", "tag %n sound(s)", "", step.count),
        "title": QCoreApplication.translate("Library", "rename %n sound(s)", "", step.count),
    }
    text = texts.get(step.kind, step.kind)
    # Without a translation loaded Qt leaves the source's "(s)" as it is.
    return text.replace("(s)", "" if step.count == 1 else "s")
