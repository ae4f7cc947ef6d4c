"""Why something was refused, in words.

Rules
- Whoever is refused hears what would be accepted, or until when it is not.
"""

from deskbreak.app.status import clock
from deskbreak.app.titles import title_of
from deskbreak.content import formats
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.choice.eligibility import Bar
from deskbreak.domain.choice.memory import experience
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.vocabulary.effects import Refuse, Why


def refusal_text(refused: Refuse, state: State, content: Catalogue, lang: Language) -> str:
    """Why something was refused, for people."""
    rhythm = state.rhythm
    offered = formats.listed(lang, (formats.duration(lang, one) for one in rhythm.snooze))
    match refused.why:
        case Why.NOTHING_OPEN if (put_off := state.prompt) and put_off.phase is Phase.SNOOZED:
            title = title_of(content, put_off.routine, lang)
            back = clock(state, put_off.back_at, lang)
            return text(lang, "refused.put_off", routine=title, time=back)
        case Why.NOTHING_OPEN:
            return text(lang, "refused.no_prompt")
        case Why.NOT_RUNNING:
            return text(lang, "refused.no_routine_running")
        case Why.RUNNING:
            return text(lang, "refused.running")
        case Why.NOT_OFFERED:
            return text(lang, "refused.snooze_offered", offered=offered)
        case Why.NO_SNOOZE_LEFT:
            return text(lang, "refused.snooze_limit", count=rhythm.max_snoozes)
        case Why.NO_CHANGE_LEFT:
            return text(lang, "refused.another_limit")
        case Why.NOTHING_ELSE:
            return text(lang, "refused.nothing_else")
        case Why.UNKNOWN_ROUTINE:
            return text(lang, "refused.unknown_routine", name=refused.detail)
        case Why.EXCLUDED:
            return _barred(refused, state, content, lang)
        case Why.BAD_TIME:
            return text(lang, "refused.time_past")
        case _:
            return text(lang, "answer.nothing_new")


def _barred(refused: Refuse, state: State, content: Catalogue, lang: Language) -> str:
    """Why a routine may not be chosen by name."""
    facts = content.find(refused.routine)
    routine = title_of(content, refused.routine, lang)
    ticked = sorted(facts.leave_out & state.settings.personal.codes)
    code = text(lang, f"names.code.{ticked[0]}") if ticked else ""
    rests = experience(state.memory, refused.routine).rests_until
    date = "" if rests is None else formats.day(lang, rests, state.day)
    key = {
        Bar.CODE: "code" if ticked else "before_setup",
        Bar.FLOOR: "floor",
        Bar.SAFETY: "exercise_paused",
        Bar.STAGE: "stage",
    }.get(Bar(refused.detail), "nothing_else")
    return text(lang, f"refused.{key}", routine=routine, code=code, stage=facts.stage, date=date)
