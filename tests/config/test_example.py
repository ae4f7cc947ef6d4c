"""``config.example.toml`` is complete, true and what ``config init`` writes."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.config.answer import Loaded
from deskbreak.config.example import example_text
from deskbreak.config.file_problems import ConfigError
from deskbreak.config.init import new_text, write_new
from deskbreak.config.layers import dotted, leaves
from deskbreak.config.loading import default_values
from deskbreak.config.messages import render
from deskbreak.config.schema import forms
from deskbreak.domain.vocabulary.settings import Settings

Load = Callable[..., Loaded]
ROOT = Path(__file__).parents[2]


def with_every_key() -> str:
    """The example with its commented keys and tables set."""
    return re.sub(r"^# (\[|[a-z_]+ = )", r"\1", example_text(), flags=re.MULTILINE)


def test_it_parses_to_the_defaults(load_all: Load) -> None:
    loaded = load_all(example_text())
    assert loaded.settings == Settings()
    assert loaded.warnings == ()


def test_every_key_occurs_and_nothing_else() -> None:
    found = [dotted(path) for path, _ in leaves(tomllib.loads(with_every_key()))]
    assert found == [dotted(path) for path, _ in forms()]


def test_commented_keys_show_the_default_too(load_all: Load) -> None:
    loaded = load_all(with_every_key())
    examples = {"hours", "checks"}  # hours of an office; every = "30d" is only one group's default
    for key, value in default_values().items():
        if key.partition(".")[0] not in examples or not key.endswith((".every", "day")):
            assert loaded.values[key] == value, key


def test_the_range_of_every_key_stands_beside_it() -> None:
    lines = with_every_key().splitlines()
    table = ""
    beside = {}
    for line in lines:
        if header := re.match(r"\[([a-z.-]+)\]", line):
            table = f"{header[1]}."
        elif pair := re.match(r"([a-z_]+) = [^#]*# (.*)", line):
            beside[table + pair[1]] = pair[2]
    for path, form in forms():
        assert beside[dotted(path)].startswith(form.allowed()), path


def test_each_comment_is_there_in_both_languages() -> None:
    comments = re.findall(r"^# (?!\[|[a-z_]+ = )(.*)$", example_text(), flags=re.MULTILINE)
    japanese = [line for line in comments if re.search("[ぁ-ん]", line)]
    english = [line for line in comments if not re.search("[ぁ-んァ-ン一-龠]", line)]
    assert len(japanese) > 25
    assert len(english) > 25


def test_an_installed_package_brings_its_own(tmp_path: Path) -> None:
    package = tmp_path / "deskbreak"
    shutil.copytree(ROOT / "deskbreak", package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "assets").mkdir(exist_ok=True)
    (package / "assets" / "config.example.toml").write_text("# packaged 設定\n", "utf-8")
    program = "from deskbreak.config.example import example_text; print(ascii(example_text()))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ascii("# packaged 設定\n")


class TestInit:
    def test_it_writes_the_example_privately(self, tmp_path: Path) -> None:
        file = tmp_path / "new" / "config.toml"
        write_new(file)
        first, _, rest = file.read_text("utf-8").partition("\n")
        assert rest == example_text().partition("\n")[2]
        schema = Path(first.removeprefix("#:schema "))
        assert json.loads(schema.read_text("utf-8"))["properties"]["rhythm"]
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700

    def test_it_never_touches_a_file_that_is_there(self, tmp_path: Path) -> None:
        file = tmp_path / "config.toml"
        file.write_text("mine")
        with pytest.raises(ConfigError) as caught:
            write_new(file)
        assert render(caught.value.problems[0], "en") == (
            f"{file}: is there already and stays as it is"
        )
        assert file.read_text() == "mine"

    def test_nor_a_link_to_nowhere(self, tmp_path: Path) -> None:
        file = tmp_path / "config.toml"
        file.symlink_to("gone")
        with pytest.raises(ConfigError):
            write_new(file)
        assert not (tmp_path / "gone").exists()

    def test_a_folder_that_cannot_be_made_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(ConfigError) as caught:
            write_new(tmp_path / "file" / "config.toml")
        assert "cannot be written (" in render(caught.value.problems[0], "en")

    def test_answers_are_set_and_lower_layers_go_on_counting(self, load_all: Load) -> None:
        days = ["09:00-12:00", "13:00-18:00"]
        text = new_text(
            {"hours.mon": days, "hours.fri": [], "language": "ja", "rhythm.every": "50m"},
            frozenset({"rhythm.pause", "language"}),
        )
        loaded = load_all(text, system='[rhythm]\npause = "9s"\nexpires = "9m"')
        assert loaded.settings.language == "ja"
        assert loaded.settings.hours.week is not None
        assert loaded.settings.hours.week[0] == ((540, 720), (780, 1080))
        assert loaded.values["rhythm.pause"] == "9s"
        assert loaded.values["rhythm.expires"] == "10m"
        assert (
            loaded.sources["rhythm.every"].line
            == text.splitlines().index(
                'every = "50m"                           # 10s-4h, usual is 20m-90m'
            )
            + 1
        )

    def test_an_answer_without_a_line_is_a_mistake_of_ours(self) -> None:
        with pytest.raises(KeyError, match="ask"):
            new_text({"checks.back-quiet.ask": False}, frozenset())
