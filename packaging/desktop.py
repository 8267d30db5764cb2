"""Put the built app into the menu of this user's desktop: `make install-desktop` (Linux).

Writes a desktop file that starts the app where it lies, its metadata and its icons under ~/.local/share (or
$XDG_DATA_HOME), where every freedesktop.org desktop looks.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = Path(__file__).resolve().parent / "desktop"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def install(app: Path, icons: Path, share: Path) -> list[Path]:
    """Copy everything into `share` and return the files.

    Parameters
    ----------
    app : Path
        The app's folder.
    icons : Path
        Where `packaging/icons.py` wrote the icons.
    share : Path
        The user's folder of shared data.
    """
    program = app / "drumgen-app"
    if not program.is_file():
        raise SystemExit(f"There is no built app in {app}; run 'make app' first.")
    entry = (SOURCES / "drumgen.desktop").read_text(encoding="utf-8")
    written = [_write(share / "applications" / "drumgen.desktop", entry.replace("Exec=drumgen-app", _exec(program)))]
    written.append(_copy(SOURCES / "drumgen.metainfo.xml", share / "metainfo" / "drumgen.metainfo.xml"))
    themed = share / "icons" / "hicolor"
    written.append(_copy(icons / "drumgen.svg", themed / "scalable" / "apps" / "drumgen.svg"))
    for size in SIZES:
        written.append(_copy(icons / f"drumgen-{size}.png", themed / f"{size}x{size}" / "apps" / "drumgen.png"))
    return written


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Put the built app into this user's menu.")
    parser.add_argument("--app", type=Path, default=ROOT / "dist" / "drumgen", help="folder (default: %(default)s)")
    arguments = parser.parse_args(argv)
    if not sys.platform.startswith("linux"):
        print("This is for Linux desktops; elsewhere make a shortcut to drumgen-app.", file=sys.stderr)
        return 2
    share = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    for path in install(arguments.app.resolve(), ROOT / "build" / "icons", share):
        print(path)
    return 0


def _exec(program: Path) -> str:
    """Return the Exec line of a program, quoted as the desktop entry specification asks."""
    escaped = str(program)
    for sign in ("\\", '"', "`", "$"):
        escaped = escaped.replace(sign, f"\\{sign}")
    return 'Exec="' + escaped.replace("\\", "\\\\").replace("%", "%%") + '"'


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _copy(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
    return target


if __name__ == "__main__":
    sys.exit(main())
