"""Completions and man pages, made from the parser, loaded and asked in real shells."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from built import ROOT, bare, run

from deskbreak.cli.main import COMMANDS
from deskbreak.content.loader import load_routines

pytestmark = pytest.mark.packages

OFFERED = {
    "deskbreak ": set(COMMANDS),
    "deskbreak sn": {"snooze"},
    "deskbreak snooze ": {"5m", "10m", "15m"},
    "deskbreak status --fo": {"--follow", "--format"},
    "deskbreak status --format ": {"text", "json", "waybar"},
    "deskbreak feedback ": {"good", "hard", "hurts"},
    "deskbreak guide sta": {"stand-one-minute", "standing-heel-press"},
    "deskbreak help sim": {"simulate"},
}
"""What is typed, and what a shell must offer at least."""

ANSI = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("share")
    run(sys.executable, "tools/command_files.py", folder)
    return folder


@pytest.mark.parametrize("typed", OFFERED)
def test_bash(share: Path, typed: str, tmp_path: Path) -> None:
    file = share / "bash-completion/completions/deskbreak"
    words = typed.split(" ")
    script = f"""
        source {file}
        [[ $(complete -p deskbreak) =~ -F\\ ([^ ]+) ]]
        COMP_WORDS=({" ".join(f"'{word}'" for word in words)})
        COMP_CWORD={len(words) - 1}
        "${{BASH_REMATCH[1]}}"
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    said = run("bash", "--norc", "-c", script, env=bare(tmp_path / "home"))
    assert OFFERED[typed] <= set(said.split())


def fish(share: Path, home: Path, typed: str, locale: str) -> dict[str, str]:
    file = share / "fish/vendor_completions.d/deskbreak.fish"
    env = bare(home) | {"LC_ALL": locale}
    said = run("fish", "-N", "-c", f"source {file}; complete -C '{typed}'", env=env)
    return dict(line.partition("\t")[::2] for line in said.splitlines())


@pytest.mark.parametrize("typed", OFFERED)
def test_fish(share: Path, typed: str, tmp_path: Path) -> None:
    assert OFFERED[typed] <= fish(share, tmp_path / "home", typed, "C.UTF-8").keys()


def test_fish_in_both_languages(share: Path, tmp_path: Path) -> None:
    said = fish(share, tmp_path / "home", "deskbreak sn", "C.UTF-8")
    assert said["snooze"] == "let it come back later"
    said = fish(share, tmp_path / "home", "deskbreak sn", "ja_JP.UTF-8")
    assert said["snooze"] == "あとでもう一度出す"


class Zsh:
    """A zsh in a terminal, with the completion on its path."""

    def __init__(self, share: Path, home: Path) -> None:
        pid, self.handle = pty.fork()
        if pid == 0:
            env = bare(home) | {"TERM": "dumb", "COLUMNS": "200", "LINES": "100"}
            os.execvpe("zsh", ["zsh", "-f", "-i"], env)
        self.pid = pid
        folder = share / "zsh/site-functions"
        self.type("stty rows 100 cols 200; unsetopt zle_bracketed_paste; setopt auto_list\n")
        self.type(f"PS1=; fpath=({folder} $fpath); autoload -U compinit; compinit -u -D\n")
        self.type("echo rea''dy\n")
        self.until("ready")

    def type(self, text: str) -> None:
        os.write(self.handle, text.encode())

    def until(self, *wanted: str) -> str:
        """Read until all of this was shown; what was shown."""
        shown, end = "", time.perf_counter() + 60
        while not all(one in shown for one in wanted):
            left = end - time.perf_counter()
            assert left > 0, f"zsh did not show {wanted}: {shown}"
            if select.select([self.handle], [], [], left)[0]:
                said = os.read(self.handle, 65536).decode("utf-8", "replace")
                shown += ANSI.sub("", said)
        return shown

    def close(self) -> None:
        os.close(self.handle)
        os.waitpid(self.pid, 0)


def test_zsh(share: Path, tmp_path: Path) -> None:
    shell = Zsh(share, tmp_path / "home")
    for typed, wanted in OFFERED.items():
        shell.type(f"{typed}\t\t")
        shell.until(*wanted)
        shell.type("\x15")  # the line is taken back
    shell.type("deskbreak s\t\t")
    shell.until("let it come back later")
    shell.close()


def test_the_zsh_file_has_both_languages(share: Path) -> None:
    said = (share / "zsh/site-functions/_deskbreak").read_text("utf-8")
    assert said.startswith("#compdef deskbreak\n")
    before, japanese, english = re.split(r"^ja\*\)|^\*\)", said, maxsplit=2, flags=re.MULTILINE)
    assert "LC_ALL" in before
    assert ("あとでもう一度出す" in japanese, "あとでもう一度出す" in english) == (True, False)
    assert ("let it come back later" in japanese, "let it come back later" in english) == (
        False,
        True,
    )


@pytest.mark.parametrize(
    ("place", "headings", "about"),
    [
        ("man1", ("NAME", "SYNOPSIS", "COMMANDS", "EXIT STATUS"), "let it come back later"),
        ("ja/man1", ("名前", "書式", "コマンド", "終了ステータス"), "あとでもう一度出す"),
    ],
)
def test_man(
    share: Path, place: str, headings: tuple[str, ...], about: str, tmp_path: Path
) -> None:
    page = share / "man" / place / "deskbreak.1"
    env = bare(tmp_path / "home") | {"MANWIDTH": "100"}
    done = subprocess.run(
        ["man", "--warnings", "-l", page], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if "cannot adjust" not in line] == []
    for heading in (*headings, about):
        assert heading in done.stdout
    for name in COMMANDS:
        assert re.search(rf"^ +deskbreak {name}\b", done.stdout, re.MULTILINE), name


def test_every_routine_is_offered(share: Path) -> None:
    said = (share / "bash-completion/completions/deskbreak").read_text("utf-8")
    missing = [facts.id for facts in load_routines().facts if facts.id not in said]
    assert missing == []
    assert str(ROOT) not in said
