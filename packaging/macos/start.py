"""What the app for macOS starts. Frozen, the program has no Python beside it: it is one.

deskbreak starts its own parts as ``PYTHON -P -m deskbreak.guide``; here PYTHON is this program.
"""

import runpy
import sys


def main(words: list[str]) -> None:
    """Run a module or a line of code as Python would; without words, the program."""
    words = [word for word in words[:1] if word != "-P"] + words[1:]
    if words[:1] == ["-m"]:
        sys.argv = words[1:]
        runpy.run_module(words[1], run_name="__main__", alter_sys=True)
    elif words[:1] == ["-c"]:
        sys.argv = words
        exec(words[1], {"__name__": "__main__"})  # noqa: S102 -- a line of our own
    else:
        sys.argv = ["deskbreak", *words]
        runpy.run_module("deskbreak", run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1:])
