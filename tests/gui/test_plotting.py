"""pyqtgraph is loaded on a worker's thread only when PySide has no class left to make."""

import subprocess
import sys

SCRIPT = """
import sys
import threading
from PySide6.QtWidgets import QApplication
from gui.jobs import Jobs
from gui.plotting import MODULES, load_pyqtgraph

class Watch:
    def find_spec(self, name, path, target=None):
        if name == "pyqtgraph":
            unmade = [each.__name__ for each in MODULES if set(dir(each)) - set(vars(each))]
            print(threading.current_thread() is threading.main_thread(), unmade)

application = QApplication([])
sys.meta_path.insert(0, Watch())
jobs = Jobs()
load_pyqtgraph(jobs, lambda module: (print(module.__name__), application.quit()))
application.exec()
jobs.close()
"""


def test_all_classes_are_made_before_a_worker_imports() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["False []", "pyqtgraph"]
