"""What the tray is made of, to be compared before it is made anew.

A minute of sitting changes none of it, and looking at it is much less work than writing the menu.
"""

from deskbreak.app.tray_view import Title, icon, sentence
from deskbreak.content.model import Language
from deskbreak.domain.machine.state import State


def inputs(state: State, language: Language, title: Title) -> tuple[object, ...]:
    """All that the view shows of a state; where it is equal, so is the view."""
    return (
        icon(state),
        sentence(state, language, title, "tray.tooltip"),
        state.day,
        state.prompt,
        state.asking,
        state.holds,
        state.presence.standing,
        state.memory,
        state.settings,
    )
