"""The parser of a command's words."""

import argparse
from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Wrong words: exit code 2."""
        self.exit(2, f"{self.prog}: {message} (-h helps)\n")
