"""What leads the person through a routine: the guide, chimes, the voice, the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from deskbreak.app.guide_protocol import GuideReport, GuideRequest
    from deskbreak.content.model import Language


class Sound(Protocol):
    """Plays chimes by their names; what goes wrong is told by ``why`` alone."""

    why: str | None

    def viable(self) -> str | None: ...

    def play(self, name: str) -> None: ...

    async def close(self) -> None: ...


class Voice(Protocol):
    """Says things aloud, one at a time; what goes wrong is told by ``rows`` alone."""

    def say(self, text: str, language: Language, seconds: float, *, urgent: bool) -> None:
        """Say something in so many seconds at most; ``urgent`` ends what is being said."""

    def hush(self) -> None:
        """Be silent at once."""

    def hold(self, *, on: bool) -> None:
        """Be silent while ``on``."""

    def rows(self, language: Language) -> tuple[tuple[str, str | None], ...]:
        """The name of each way to speak, and why it is passed over; None: it is not."""

    async def close(self) -> None: ...


class QuestionsWindow(Protocol):
    """The first questions in a window of their own."""

    async def ask(self, language: Language) -> str | None:
        """Show it and wait until it is closed; why it was not shown, None if it was."""


class Guide(Protocol):
    """Leads the person through one routine, in a window or a terminal of its own.

    ``lead`` opens it, passes on every report in order, and returns when it is gone: None when the
    end of the routine was told (``Ended``), else the reason in one line why it was not: there is
    no display, it did not open, it died, hung, or wrote what makes no sense. Then no report of an
    end has come and none will; whoever asked still has the routine. It never raises. Cancelling
    the task takes the guide away at once.

    A caller does this:

    - ``Opened``: post ``GuideOpened(prompt)`` and show no more steps elsewhere.
    - ``Ended``: post ``Answered(DONE or STOP, prompt)``.
    - ``ComfortTold``: post ``FeedbackGiven(value, kind)``; ``CheckTold``: ``CheckAnswered(value)``.
    - ``Chimed``: play the chime; ``Said``, ``Hushed``: have the voice say it, or be silent. The
      others are for information.
    - a reason is returned: post ``GuideClosed(prompt)``, for after ``Opened`` the machine believes
      the guide to tell the end, and let the routine go on in the notification.
    """

    name: str

    def viable(self) -> str | None: ...

    def advice(self) -> str:
        """What a person could do for a better window: a key of ``surroundings.advice``, or ""."""

    async def lead(
        self, request: GuideRequest, seconds: float, on_report: Callable[[GuideReport], None]
    ) -> str | None:
        """Lead a routine that is planned to take ``seconds``."""
