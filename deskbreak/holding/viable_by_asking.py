"""For gates that can only be tried: one that answers is viable."""

from collections.abc import Awaitable, Callable

from deskbreak.errors import UnavailableError


async def viable_by_asking(ask: Callable[[], Awaitable[bool | None]]) -> str | None:
    """None if it answers, else why it does not."""
    try:
        await ask()
    except UnavailableError as error:
        return str(error)
    return None
