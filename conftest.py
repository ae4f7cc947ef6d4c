"""The tests' own hooks; here, so that pytest finds them wherever it is started."""

import signal

from hypothesis import HealthCheck, settings
from not_on_this_system import pytest_collection_modifyitems, pytest_ignore_collect

__all__ = ["pytest_collection_modifyitems", "pytest_ignore_collect"]

settings.register_profile(
    "by-result",
    deadline=None,  # a busy machine is no fault of the core
    suppress_health_check=(HealthCheck.too_slow,),
)
settings.load_profile("by-result")

# A shell has what runs in the background ignore Ctrl+C, and programs hand that on: those that the
# tests start would ignore it, too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
