"""A state on its way to the next one, and what is to be done about it.

Rules
- Every change of sitting counts for the day; it can shrink when minutes come into doubt.
- A row of the ledger and the day's count of it are written together.
- A setting that the person chose in the program is in force at once, and remembered.
"""

from typing import Any

from msgspec.structs import replace

from deskbreak.domain.machine.state import State
from deskbreak.domain.person import sitting
from deskbreak.domain.person.sitting import Sitting
from deskbreak.domain.prompt.life import Prompt
from deskbreak.domain.time.units import Instant, Millis
from deskbreak.domain.vocabulary.effects import Effect, Outcome, Record, Remember
from deskbreak.domain.vocabulary.settings import Keepable, kept


class StateChange:
    """The few operations that every step is made of."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.effects: list[Effect] = []
        self.down_since: Instant | None = None
        """The last instant that is known of, while accounting for down time."""

    def set(self, **changes: Any) -> None:
        """Change fields of the state."""
        self.state = replace(self.state, **changes)

    def emit(self, *effects: Effect) -> None:
        """Ask for effects."""
        self.effects.extend(effects)

    def set_sitting(self, new: Sitting) -> None:
        """Change the sitting time; what becomes certain, or uncertain again, counts for the day."""
        gained = new.firm - self.state.sitting.firm
        today = sitting.sat(self.state.today, gained, new.firm)
        worked = max(0, new.worked + gained)
        self.set(sitting=replace(new, worked=worked), today=today)

    def reset_sitting(self) -> None:
        """Sitting begins anew; unsure minutes before it were sitting after all."""
        self.set_sitting(sitting.confirm(self.state.sitting))
        self.set(sitting=sitting.reset(self.state.sitting, self.state.at))

    def record(
        self, outcome: Outcome, prompt: Prompt | None = None, away: Millis | None = None
    ) -> None:
        """Write a row of the ledger and count it for the day."""
        self.set(today=sitting.counted(self.state.today, outcome))
        self.emit(
            Record(
                outcome,
                sitting=self.state.sitting.total,
                id=prompt.id if prompt else None,
                routine=prompt.routine if prompt else None,
                away=away,
            )
        )

    def keep(self, key: str, value: Keepable) -> None:
        """A setting that the person chose is in force at once, and remembered."""
        self.set(settings=kept(self.state.settings, key, value))
        self.emit(Remember(key, value))
