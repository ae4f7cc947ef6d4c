"""Asks the child for the configuration; imports nothing heavy, so the daemon may hold it.

Everything that can go wrong is a ConfigError: a wrong configuration, a child that hangs or dies.
"""

import asyncio
import errno
import signal
import subprocess
from asyncio.subprocess import PIPE
from concurrent.futures import ThreadPoolExecutor

import msgspec
from msgspec.structs import replace

from deskbreak.config.answer import Loaded, Request, decode_answer, encode
from deskbreak.config.child_ahead import COMMAND, ChildAhead, environment
from deskbreak.config.file_problems import ConfigError, Fault, Problem
from deskbreak.config.kept_reading import find
from deskbreak.config.layer_paths import PREFIX
from deskbreak.protocols.threads import in_thread

LIMIT_S = 15.0
"""A child that has not answered by then is ended; a slow machine needs one or two."""


KEPT_LIMIT_S = 2.0
"""For the look at what was kept; a folder on the net may not answer."""


async def load_kept(request: Request, ahead: ChildAhead | None = None) -> Loaded:
    """What the last reading came to, if it was of the same; else what a child says."""
    try:
        return await _kept(request) or await load_in_child(request, ahead=ahead)
    finally:
        if ahead is not None:
            ahead.end()  # it waited in vain


async def _kept(request: Request) -> Loaded | None:
    try:
        async with asyncio.timeout(KEPT_LIMIT_S):
            return await in_thread(lambda: find(request), ConfigError)
    except (TimeoutError, RuntimeError):  # or no thread can be had
        return None  # the child is asked, which has a limit of its own and says why


async def load_in_child(
    request: Request, limit_s: float = LIMIT_S, ahead: ChildAhead | None = None
) -> Loaded:
    """The configuration in force; raises ConfigError within ``limit_s``, or twice that.

    A child that somebody else ended says nothing about the file: another one is asked.
    """
    try:
        if ahead is not None and (waiting := ahead.take()) is not None:
            return await _ask(waiting, request, limit_s)
        return await _begin_and_ask(request, limit_s)
    except ConfigError as error:
        if not _was_ended(error):
            raise
    return await _begin_and_ask(request, limit_s)


async def _begin_and_ask(request: Request, limit_s: float) -> Loaded:
    try:
        child = await asyncio.create_subprocess_exec(
            *COMMAND, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment()
        )
    except OSError as error:  # no descriptor or no memory is left for it
        raise _not_started(error, request) from None
    try:
        async with asyncio.timeout(limit_s):
            out, err = await child.communicate(_question(request))
    except TimeoutError:
        raise _no_answer(f"no answer within {limit_s:g} s", request) from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return _answer(out, err, child.returncode, request)


async def _ask(child: subprocess.Popen[bytes], request: Request, limit_s: float) -> Loaded:
    """What a child says that was there before the loop; it is gone afterwards, whatever happens."""
    loop, beside = asyncio.get_running_loop(), ThreadPoolExecutor(1, "configuration")
    try:
        out, err = await loop.run_in_executor(
            beside, child.communicate, _question(request), limit_s
        )
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        raise _no_answer(f"no answer within {limit_s:g} s", request) from None
    finally:
        child.kill()
        beside.shutdown(wait=False)
    return _answer(out, err, child.returncode, request)


def load_and_wait(request: Request, limit_s: float = LIMIT_S) -> Loaded:
    """The same without a running loop."""
    try:
        return _run_and_wait(request, limit_s)
    except ConfigError as error:
        if not _was_ended(error):
            raise
    return _run_and_wait(request, limit_s)


def _run_and_wait(request: Request, limit_s: float) -> Loaded:
    try:
        done = subprocess.run(  # noqa: S603  # this interpreter with a fixed module
            COMMAND,
            input=_question(request),
            capture_output=True,
            env=environment(),
            timeout=limit_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _no_answer(f"no answer within {limit_s:g} s", request) from None
    except OSError as error:
        raise _not_started(error, request) from None
    return _answer(done.stdout, done.stderr, done.returncode, request)


def _question(request: Request) -> bytes:
    """Only the variables that count: nothing else of the environment is anybody's business."""
    ours = {name: v for name, v in request.environ.items() if name.upper().startswith(PREFIX)}
    return encode(replace(request, environ=ours))


def _answer(out: bytes, err: bytes, code: int | None, request: Request) -> Loaded:
    try:
        return decode_answer(out)
    except msgspec.MsgspecError:
        if code is None or code < 0 or not (out or err):
            raise _ended(code, request) from None
        last = err.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise _no_answer(last or "no answer", request) from None


def _ended(code: int | None, request: Request) -> ConfigError:
    """Somebody ended it; on Windows any number may say so."""
    try:
        how = signal.Signals(-(code or 0)).name
    except ValueError:
        how = f"exit code {code}"
    params = {"reason": how}
    return ConfigError((Problem(Fault.READER_ENDED, file=request.paths.shown, params=params),))


def _was_ended(error: ConfigError) -> bool:
    return error.problems[0].code is Fault.READER_ENDED


def _not_started(error: OSError, request: Request) -> ConfigError:
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return ConfigError((Problem(Fault.FEW_FILES, file=request.paths.shown),))
    return _no_answer(error.strerror or "it cannot be started", request)


def _no_answer(reason: str, request: Request) -> ConfigError:
    problem = Problem(Fault.NO_ANSWER, file=request.paths.shown, params={"reason": reason})
    return ConfigError((problem,))
