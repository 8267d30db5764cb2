"""The app's languages: what `make translations` compiled, and Qt's own texts of the same language.

Texts stand in the code in English. English has a file too: it holds the plural forms that ``%n`` needs.
"""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

FOLDER = Path(__file__).resolve().parent
LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Code and own name of every language there is."""
SYSTEM = "system"
_OURS, _QT = "drumgen", "qtbase"


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text that is translated where it is used; as Qt's own, which lacks the types."""
    return text


def resolve(language: str) -> str:
    """Return the code of the language to use: `language` itself, or for ``system`` the system's, else English."""
    if language in LANGUAGES:
        return language
    wanted = (name.partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((name for name in wanted if name in LANGUAGES), "en")


def install(application: QApplication, language: str = SYSTEM) -> str:
    """Let the app speak a language; windows that are already there keep theirs.

    Parameters
    ----------
    application : QApplication
    language : str
        A code in `LANGUAGES`, or ``system``; anything else counts as ``system``.

    Returns
    -------
    str
        The code of the language.
    """
    code = resolve(language)
    for translator in application.findChildren(QTranslator):
        if translator.objectName() in (_OURS, _QT):
            application.removeTranslator(translator)
            translator.deleteLater()
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((_QT, qt_folder), (_OURS, str(FOLDER))):  # the last one is asked first
        translator = QTranslator(application)
        translator.setObjectName(name)
        if translator.load(f"{name}_{code}", folder):
            application.installTranslator(translator)
    return code
