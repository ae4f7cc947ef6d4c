"""Modules that wait for their first touch are the real ones then, for every thread."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from threading import Barrier
from types import ModuleType

import pytest

from deskbreak.desktop import later_modules
from deskbreak.desktop.later_modules import LATER, Later


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose modules ``waits_a`` and ``waits_b`` are loaded later."""
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.setattr(later_modules, "LATER", {"waits_a": "", "waits_b": "", "waits_b.c": ""})
    monkeypatch.syspath_prepend(tmp_path)
    later_modules.begin()
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("waits_")]:
        del sys.modules[name]


def waiting(name: str) -> ModuleType:
    """What an import gives that asks for nothing."""
    module = import_module(name)
    assert type(module) is Later
    assert import_module(name) is module
    assert type(module) is Later
    return module


@pytest.mark.parametrize("name", LATER)
def test_each_is_the_real_one_at_the_first_touch(name: str) -> None:
    program = (
        "import sys; name = sys.argv[1]\n"
        "if len(sys.argv) > 2:\n"
        "    from deskbreak.desktop import later_modules; later_modules.begin()\n"
        "    sys.modules.pop(name, None)\n"
        "import importlib; module = importlib.import_module(name)\n"
        "if len(sys.argv) > 2:\n"
        "    assert type(module) is later_modules.Later, type(module)\n"
        "names = [one for one in dir(module) if not one.startswith('_later_')]\n"
        "if len(sys.argv) > 2:\n"
        "    assert set(names) <= set(vars(type(sys))) | set(vars(module)), names\n"
        "    assert not hasattr(module, 'no_such_thing')\n"
        "    names = [one for one in dir(module) if not one.startswith('_later_')]\n"
        "assert type(module) is type(sys) and module.__spec__.loader is module.__loader__\n"
        "print(sorted(names), module.__loader__.__class__.__name__, module.__file__)\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program, name, *more], capture_output=True, text=True, check=True
        ).stdout
        for more in ((), ("later",))
    ]
    assert said[0] == said[1]


def test_threads_that_touch_it_at_once_all_get_it(folder: Path) -> None:
    (folder / "waits_a.py").write_text("import time; time.sleep(0.05); count = 1; late = 2\n")
    module, start = waiting("waits_a"), Barrier(8)

    def touch(_: int) -> object:
        start.wait()
        return module.late

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(touch, range(8))) == [2] * 8
    assert type(module) is ModuleType


def test_what_fails_says_so_and_is_tried_again(folder: Path) -> None:
    file = folder / "waits_a.py"
    file.write_text("raise OSError(24, 'Too many open files')\n")
    module = waiting("waits_a")
    for _ in range(2):
        with pytest.raises(OSError, match="Too many"):
            _ = module.value
    file.write_text("value = 'a longer text than before'\n")
    assert module.value == "a longer text than before"


def test_what_is_not_there_is_said_as_of_any_module(folder: Path) -> None:
    (folder / "waits_a.py").write_text("value = 1\n")
    module = waiting("waits_a")
    assert not hasattr(module, "__path__")
    assert type(module) is Later
    for _ in range(2):
        with pytest.raises(AttributeError, match="module 'waits_a' has no attribute 'other'"):
            _ = module.other


def test_modules_that_need_each_other(folder: Path) -> None:
    package = folder / "waits_b"
    package.mkdir()
    (folder / "waits_a.py").write_text(
        "import waits_a, waits_b\nhas = hasattr(waits_a, 'end')\nb = waits_b.value\nend = 1\n"
    )
    (package / "__init__.py").write_text("import waits_a\nvalue = 5\nfrom waits_b.c import one\n")
    (package / "c.py").write_text("import waits_b\none = waits_b.value + 1\n")
    module = waiting("waits_a")
    assert (module.b, module.has, module.end) == (5, False, 1)
    assert import_module("waits_b.c").one == 6


def test_what_is_loaded_already_stays_as_it_is(folder: Path) -> None:
    before = [*sys.meta_path]
    later_modules.begin()
    assert sys.meta_path == before
    (folder / "waits_a.py").write_text("value = 1\n")
    module = ModuleType("waits_a")
    sys.modules["waits_a"] = module
    assert import_module("waits_a") is module
