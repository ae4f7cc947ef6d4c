"""A part that works until it is told to fail, and then fails in one of four ways."""

import asyncio
import inspect
from collections.abc import Callable
from typing import Any, cast

MODES = ("raises", "hangs", "nonsense", "dies")


class Plan:
    """Which of the parts fail now, and how; counts how often each was reached while it did."""

    def __init__(self) -> None:
        self.modes: dict[str, str] = {}
        self.reached: dict[str, int] = {}

    def mode(self, name: str) -> str | None:
        """How the part fails now, if it does; it was reached."""
        mode = self.modes.get(name)
        if mode is not None:
            self.reached[name] = self.reached.get(name, 0) + 1
        return mode


class Faulty:
    """Passes everything on to the real part, but for what fails by plan.

    Reading an attribute never fails; calling does. A plain function cannot hang or be cancelled
    without taking the whole loop along, so it raises then.
    """

    SPARED = frozenset({"name", "reason", "hand_over"})

    def __init__(self, real: Any, name: str, plan: Plan) -> None:
        self._real, self._name, self._plan = real, name, plan

    def __getattr__(self, attribute: str) -> Any:
        found = getattr(self._real, attribute)
        if attribute in self.SPARED or not callable(found):
            return found
        return self.wrapped(found)

    def wrapped(self, found: Callable[..., Any]) -> Callable[..., Any]:
        """A function that fails by plan."""
        if inspect.iscoroutinefunction(found):

            async def later(*args: Any, **more: Any) -> Any:
                match self._plan.mode(self._name):
                    case "raises":
                        raise RuntimeError("an unexpected word")
                    case "hangs":
                        await asyncio.Event().wait()
                    case "dies":
                        raise asyncio.CancelledError
                    case "nonsense":
                        return {"no": [b"sense"]}
                    case _:
                        pass
                return await found(*args, **more)

            return later

        def now(*args: Any, **more: Any) -> Any:
            match self._plan.mode(self._name):
                case None:
                    return found(*args, **more)
                case "nonsense":
                    return {"no": [b"sense"]}
                case mode:
                    raise RuntimeError(f"an unexpected word ({mode})")

        return now


def faulty(real: Any, name: str, plan: Plan) -> Any:
    """The part, failing by plan; a plain function stays one."""
    wrapped = Faulty(real, name, plan)
    if inspect.isfunction(real) or inspect.ismethod(real):
        return wrapped.wrapped(cast("Callable[..., Any]", real))
    return wrapped
