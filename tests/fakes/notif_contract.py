"""What every notifier must keep, whatever it shows on: the contract of the Notifier port."""

from collections.abc import Awaitable, Callable

from fakes.notif_desk import STAND, until_equal
from msgspec.structs import replace

from deskbreak.app.ports.notice_ports import Notifier

Titles = Callable[[], Awaitable[list[str]]]


async def keeps_contract(notifier: Notifier, titles: Titles | None = None) -> None:
    """``titles`` asks what can be seen now; None where nobody can tell, or nothing goes away."""

    async def seen(*wanted: str) -> None:
        if titles is not None:
            await until_equal(titles, list(wanted))

    assert notifier.name
    assert await notifier.viable() is None
    await notifier.withdraw("never shown")
    await notifier.show(STAND)
    await seen(STAND.title)
    await notifier.show(replace(STAND, title="replaced", buttons=(), default_action=None))
    await seen("replaced")
    await notifier.withdraw(STAND.key)
    await notifier.withdraw(STAND.key)
    await seen()
    await notifier.show(STAND)
    await seen(STAND.title)
    await notifier.close()
    await seen()
    await notifier.close()
