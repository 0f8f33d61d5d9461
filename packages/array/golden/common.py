"""What the golden scripts of this package share. Run them with the Python whose versions stand in the JSON files."""
import json
import os
import platform
import sys

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "tools", "golden"))
from golden import plain  # noqa: E402


def write(name, cases, **more):
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    document = {"versions": {"python": platform.python_version(), "numpy": np.__version__}, **more, "cases": cases}
    with open(path, "w") as file:
        file.write("{\n" + ",\n".join(
            f"{json.dumps(key)}: " + ("[\n" + ",\n".join(json.dumps(plain(c)) for c in value) + "\n]" if key == "cases" else json.dumps(value))
            for key, value in document.items()) + "\n}\n")
    print(name, len(cases), "cases")
