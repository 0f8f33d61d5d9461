"""Holds the left columns of the tables in docs/coming-from-*.md against NumPy and HyperSpy themselves.

    python3 tools/examples/references.py docs/coming-from-numpy.md

Blocks marked python prepare the names; tables under <!-- run --> have Python in the first cell and the printed result in the
third. The tests do the same with the second cell and need no Python.
"""

import ast
import re
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")


def show(value, nested=False):
    """The text of a value as tools/examples/show.mjs prints the same one of JavaScript."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(show(one, True) for one in value) + "]"
    if isinstance(value, np.ndarray):
        return show(value.tolist(), nested)
    if isinstance(value, np.generic):
        return show(value.item(), nested)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value != value:
        return "NaN"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, complex):
        return f"{{ re: {show(value.real)}, im: {show(value.imag)} }}"
    if isinstance(value, str):
        return f'"{value}"' if nested else value
    return str(value)


def run(code, names):
    """Runs statements; the value of the last one where it is an expression."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "document", "exec"), names)
    return None if last is None else eval(compile(ast.Expression(last.value), "document", "eval"), names)


def spans(cell):
    return [span.replace("\\|", "|") for span in re.findall(r"`([^`]+)`", cell)]


def main(path):
    names, wrong, rows = {}, 0, 0
    lines = open(path, encoding="utf8").read().split("\n")
    block, table = None, False
    for number, line in enumerate(lines, 1):
        if block is not None:
            if line.startswith("```"):
                run("\n".join(block), names)
                block = None
            else:
                block.append(line)
        elif line.strip() == "```python":
            block = []
        elif line.strip() == "<!-- run -->":
            table = True
        elif table and line.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            code, expected = spans(cells[0]), spans(cells[2]) if len(cells) > 2 else []
            if not code:
                continue
            got = show(run("\n".join(code), names))
            rows += 1
            if expected and re.sub(r"(\d)n\b", r"\1", " ".join(expected)) != got:
                wrong += 1
                print(f"{path}:{number} says {' '.join(expected)}, Python gives {got}")
        elif line.strip():
            table = False
    print(f"{path}: {rows} rows, {wrong} differ")
    return wrong


if __name__ == "__main__":
    sys.exit(sum(main(path) for path in sys.argv[1:]) > 0)
