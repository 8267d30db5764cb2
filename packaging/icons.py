"""Draw the app's icon as files: `python packaging/icons.py FOLDER` writes svg, png, ico and icns.

Needs no screen. The icon itself stands in `gui.look.icons`.
"""

import os
import sys
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def write_icons(folder: Path) -> list[Path]:
    """Write drumgen.svg, drumgen.png (256 points), a png of every size and, where Qt can, .ico and .icns."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from gui.look.icons import app_icon_source, app_pixmap

    application = QGuiApplication.instance() or QGuiApplication(["icons"])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "drumgen.svg").write_text(app_icon_source(), encoding="utf-8")
    written = [folder / "drumgen.svg"]
    for name, size in [("drumgen", 256), *((f"drumgen-{size}", size) for size in SIZES)]:
        path = folder / f"{name}.png"
        if not app_pixmap(size).save(str(path)):
            raise SystemExit(f"{path} cannot be written.")
        written.append(path)
    for suffix in ("ico", "icns"):
        path = folder / f"drumgen.{suffix}"
        if app_pixmap(256).save(str(path)):
            written.append(path)
    del application
    return written


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    for made in write_icons(Path(sys.argv[1])):
        print(made)
