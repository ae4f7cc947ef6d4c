"""Words a problem: one line, in Japanese or English."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from deskbreak.config.file_problems import Layer, Problem

Language: TypeAlias = Literal["ja", "en"]


@cache
def texts(lang: Language) -> dict[str, str]:
    """Every text by its code."""
    source = Path(__file__).with_name(f"messages.{lang}.toml")
    return tomllib.loads(source.read_text("utf-8"))


def render(problem: Problem, lang: Language) -> str:
    """``config.toml:14: rhythm.every = "45": a duration such as "45m" is needed``."""
    words = texts(lang)
    text = words[problem.code].format_map({"key": problem.key, **problem.params})
    parts = [*_place(problem, words), text]
    return ": ".join(parts)


def _place(problem: Problem, words: dict[str, str]) -> list[str]:
    assignment = f"{problem.key} = {problem.value}" if problem.value else problem.key
    if problem.layer in (Layer.ENVIRONMENT, Layer.COMMAND_LINE):
        return [words[problem.layer].format(key=assignment)]
    file = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
    return [part for part in (file, assignment) if part]
