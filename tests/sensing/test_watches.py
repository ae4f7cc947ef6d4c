"""What is watched no longer stays watched nowhere, also if it was still being set."""

import asyncio

import pytest
from fakes.presence_day import LoopClock
from fakes.presence_source import HandSource

from deskbreak.domain.time.units import Millis
from deskbreak.domain.vocabulary.events import Event
from deskbreak.sensing.idle_source import Disarm, Tell, Watches
from deskbreak.sensing.typing_pauses import Typing


class SlowSource(HandSource):
    """One that takes its time to set a watch."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = asyncio.Event()

    async def watch(self, after: Millis, tell: Tell) -> Disarm:
        await self.go_on.wait()
        return await super().watch(after, tell)

    @property
    def watches(self) -> int:
        return len(self._watches)


@pytest.mark.parametrize("ended_after", [0, 1], ids=["the first watch", "the second"])
def test_pauses_that_matter_no_longer_are_not_watched(ended_after: int) -> None:
    async def scene() -> None:
        source, events = SlowSource(), list[Event]()
        source._moved_at -= 60
        typing = Typing(events.append, LoopClock())
        await typing.use(source)
        beginning = asyncio.get_running_loop().create_task(typing.begin(3000))
        await asyncio.sleep(0)
        for _ in range(ended_after):
            source.go_on.set()
            await asyncio.sleep(0)
            source.go_on.clear()
        typing.end()
        source.go_on.set()
        await beginning
        assert source.watches == 0
        await typing.begin(3000)
        assert source.watches == 2
        typing.end()
        assert source.watches == 0

    asyncio.run(scene())


def test_watches_that_have_ended_end_what_is_added() -> None:
    async def scene() -> None:
        source, watches = HandSource(), Watches()
        await watches.add(source, 1000, lambda _: None)
        assert len(source._watches) == 1
        watches.end()
        assert source._watches == []
        await watches.add(source, 1000, lambda _: None)
        assert source._watches == []

    asyncio.run(scene())
