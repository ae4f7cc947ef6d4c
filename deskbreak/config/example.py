"""Finds ``config.example.toml``: in the installed package, or beside a checkout's package."""

from importlib.resources import files
from pathlib import Path

NAME = "config.example.toml"


def example_text() -> str:
    """The whole file: every key with its default, its range and a comment in both languages."""
    packaged = files("deskbreak").joinpath("assets", NAME)
    if packaged.is_file():
        return packaged.read_text("utf-8")
    return Path(__file__).parents[2].joinpath(NAME).read_text("utf-8")
