import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from deskbreak.config.answer import Loaded
from deskbreak.config.example import example_text
from deskbreak.config.file_check import NOT_YET, check, check_file, without_effect
from deskbreak.config.layer_paths import Paths
from deskbreak.config.layers import dotted, leaves
from deskbreak.config.schema import forms
from deskbreak.config.show import show
from deskbreak.config.toml_text import assignment

Load = Callable[..., Loaded]


class TestShow:
    def test_every_value_with_who_set_it(self, load_all: Load) -> None:
        text = show(
            load_all(
                '[rhythm]\nevery = "50m"\n[calendar]\nsources = ["https://example.org/secret"]',
                environ={"DESKBREAK_RHYTHM__PAUSE": "4s"},
                profile='language = "ja"\ncodes = ["KNEE"]',
            ),
            "en",
        )
        lines = [" ".join(line.split()) for line in text.splitlines()]
        assert 'language = "ja" # profile.toml:1' in lines
        assert 'every = "50m" # config.toml:2' in lines
        assert 'ceiling = "65m" # default' in lines
        assert 'pause = "4s" # environment DESKBREAK_RHYTHM__PAUSE' in lines
        assert 'sources = ["https://example.org/…"] # config.toml:4' in lines
        assert "secret" not in text
        assert "KNEE" not in text

    def test_it_is_toml_that_loads_to_the_same(self, load_all: Load) -> None:
        loaded = load_all('[rhythm]\nevery = "50m"\n[hours]\nmon = ["22:00-06:00"]')
        again = load_all(show(loaded, "ja"))
        assert again.settings == loaded.settings
        assert again.values == loaded.values


def test_an_assignment_stands_on_one_line() -> None:
    for value in ([], ["a"], ["a, ]", "[ b"], [10, 15], True, 3, "ü\n#"):
        line = assignment("key", value)
        assert "\n" not in line
        assert tomllib.loads(line) == {"key": value}


class TestCheck:
    def test_a_fine_file(self, tmp_path: Path, routine_ids: Mapping[str, str], today: date) -> None:
        file = tmp_path / "mine.toml"
        file.write_text(example_text(), "utf-8")
        checked = check_file(file, routine_ids, today=today, lang="en")
        assert checked.fine
        assert checked.lines == (f"{file}: fine",)

    def test_a_wrong_file(
        self, tmp_path: Path, routine_ids: Mapping[str, str], today: date
    ) -> None:
        file = tmp_path / "mine.toml"
        file.write_text('[rhythm]\nevery = "45"\npause = 3\n')
        checked = check_file(file, routine_ids, today=today, lang="en")
        assert not checked.fine
        assert checked.lines == (
            f'{file}:2: rhythm.every = "45": a duration such as "45m" is needed',
            f'{file}:3: rhythm.pause = 3: a duration such as "3s" is needed',
        )

    def test_warnings_and_keys_without_effect(
        self, paths: Paths, routine_ids: Mapping[str, str], today: date
    ) -> None:
        paths.user.write_text(
            '[rhythm]\nevery = "2h"\n[hold]\ncall = false\n[hooks]\non_done = ["date"]\n'
        )
        checked = check(paths, {}, {}, routine_ids, today=today, lang="en")
        assert checked.fine
        assert checked.lines == (
            'warning: config.toml:2: rhythm.every = "2h": is outside the usual 20m to 90m',
            "config.toml: fine",
        )

    def test_only_what_differs_from_the_default_is_named(self, load_all: Load) -> None:
        loaded = load_all("[hold]\ncall = true\nscreen_share = false\n[guide]\nchime = true")
        assert without_effect(loaded, frozenset({"hold", "guide"})) == [
            "hold.screen_share",
            "guide.chime",
        ]
        assert without_effect(loaded, frozenset()) == []

    def test_every_key_without_effect_is_a_key(self) -> None:
        keys = {dotted(path) for path, _ in forms()}
        assert keys | {key.partition(".")[0] for key in keys} >= NOT_YET


def test_leaves_are_the_keys_that_are_no_tables() -> None:
    assert list(leaves({"a": {"b": 1, "c": {}}, "d": []})) == [(("a", "b"), 1), (("d",), [])]
