"""Which of the two languages the program speaks.

Linux follows the rules of GNU gettext ("Locale Environment Variables"): LC_ALL, LC_MESSAGES, LANG
give the locale; unless that is C, the list in LANGUAGE goes before it. Windows and macOS are asked
for the language of their own menus; the variables count there only when they are set.
"""

import re
import sys
from collections.abc import Callable, Mapping

from deskbreak.content.languages import Language

ASK_SECONDS = 2.0


def language(
    setting: str,
    environ: Mapping[str, str],
    system: Callable[[], str | None] | None = None,
) -> Language:
    """The language for ``language = "auto" | "ja" | "en"``.

    Args:
        setting: the configured value.
        environ: the environment variables.
        system: tells the system's own language such as ``ja-JP``; None: ask this system.
    """
    if setting in ("ja", "en"):
        return "ja" if setting == "ja" else "en"
    wanted = _from_environment(environ)
    if wanted is None:
        name = (system or system_language)()
        wanted = [name] if name else []
    return next((known for name in wanted if (known := _known(name))), "en")


def system_language() -> str | None:
    """What Windows or macOS says, such as ``ja-JP``; None on Linux or when it does not say."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return _macos()
    return None


def _from_environment(environ: Mapping[str, str]) -> list[str] | None:
    """Wanted languages, best first; None when no variable says anything."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((value for name in names if (value := environ.get(name))), None)
    listed = [name for name in environ.get("LANGUAGE", "").split(":") if name]
    if locale is None:
        return listed or None
    if re.fullmatch(r"(C|POSIX)(\..*)?", locale):
        return []
    return [*listed, locale]


def _known(name: str) -> Language | None:
    """``ja_JP.UTF-8`` is ja, ``en-GB`` is en, any other is None."""
    code = re.split(r"[-_.@]", name.lower())[0]
    return "ja" if code in ("ja", "japanese") else "en" if code in ("en", "english") else None


def _windows() -> str | None:
    if sys.platform != "win32":
        return None
    import ctypes  # noqa: PLC0415 - only this system needs it
    import locale  # noqa: PLC0415 - only this system needs it

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())


def _macos() -> str | None:
    """The first of the languages chosen in System Settings."""
    import subprocess  # noqa: PLC0415 - only this system needs it

    try:
        answer = subprocess.run(
            ["/usr/bin/defaults", "read", "-g", "AppleLanguages"],
            capture_output=True,
            text=True,
            timeout=ASK_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    first = re.search(r"[A-Za-z]{2,3}(?:-[A-Za-z]+)*", answer.stdout)
    return first[0] if first else None
