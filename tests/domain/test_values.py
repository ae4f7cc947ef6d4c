"""What a value of the core has that nobody gave, with which an older state is filled.

And none of them ever changes.
"""

import importlib
import pkgutil
from datetime import UTC, date

import pytest
from msgspec import Struct

import deskbreak.domain
from deskbreak.domain.choice.memory import Asked, Experience, Memory, Offer, Workday
from deskbreak.domain.machine.follow_up_questions import Coming
from deskbreak.domain.machine.state import State
from deskbreak.domain.person.presence import Absence, Activity, Presence
from deskbreak.domain.person.sitting import Sitting, Today
from deskbreak.domain.prompt.hold import Holds, Kept
from deskbreak.domain.prompt.life import Lead, Phase, Prompt
from deskbreak.domain.prompt.question import Asking, Finished, Question
from deskbreak.domain.vocabulary.effects import (
    Cause,
    Outcome,
    Record,
    Refuse,
    ShowCue,
    ShowPrompt,
    ShowStep,
    StartRoutine,
    Why,
)
from deskbreak.domain.vocabulary.events import Action, Answered, Reason, RoutineHidden
from deskbreak.domain.vocabulary.lead_events import HowWanted
from deskbreak.domain.vocabulary.question_effects import (
    AskCheck,
    MakeOffer,
    Proposal,
    ShowFix,
    ShowHow,
)
from deskbreak.domain.vocabulary.routine import Place, Prop
from deskbreak.domain.vocabulary.settings import (
    CalendarSettings,
    CheckSettings,
    ChecksSettings,
    GuideSettings,
    HoldSettings,
    Hooks,
    Mode,
    NotificationSettings,
    Personal,
    Profile,
    ReportSettings,
    Rhythm,
    RoutineSettings,
    Settings,
    StandPolicy,
)

DAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("least", "whole"),
    [
        (
            Presence(),
            Presence(
                activity=Activity.IDLE,
                input_at=0,
                idle_since=0,
                locked=False,
                asleep=False,
                standing=False,
                stand_until=None,
                absence=None,
                typing=False,
                quiet_since=None,
            ),
        ),
        (Absence(7), Absence(7, length=0, standing=0, proof=0, away=False, took=False)),
        (Sitting(), Sitting(firm=0, unsure=0, shown_at=None, since=None, worked=0)),
        (
            Today(DAY),
            Today(
                DAY,
                done=0,
                taken=0,
                skipped=0,
                missed=0,
                snoozed=0,
                stopped=0,
                breaks=0,
                sitting=0,
                longest=0,
            ),
        ),
        (Holds(), Holds(on=(), pause_until=None, kept=None)),
        (Kept(Reason.CALL, 7), Kept(Reason.CALL, 7, settled_at=None)),
        (
            Prompt("1", "hip-hinge", Phase.SHOWN, Cause.DUE, 7, 8),
            Prompt(
                id="1",
                routine="hip-hinge",
                phase=Phase.SHOWN,
                reason=Cause.DUE,
                shown_at=7,
                expires_at=8,
                easier=False,
                seated=False,
                worked=0,
                caution=False,
                carries=None,
                snoozes=0,
                changes=0,
                back_at=0,
                ends_at=0,
                lead=Lead.CUE,
                step=0,
                guided=False,
                passes=frozenset(),
                returns=False,
                off_hours=False,
            ),
        ),
        (
            Asking(Question.CHECK, "1", "hip-hinge", 7),
            Asking(
                question=Question.CHECK,
                prompt="1",
                routine="hip-hinge",
                since=7,
                until=None,
                about="",
                times_asked=0,
                by_guide=False,
                replies=(),
            ),
        ),
        (Finished("1", "a"), Finished("1", "a", felt=False, by_guide=False)),
        (Offer("a", DAY), Offer("a", DAY, first=True)),
        (
            Experience("a"),
            Experience(
                "a",
                good=0,
                easier_left=0,
                goods_due=0,
                rests_until=None,
                hurt_on=None,
                seen=0,
                cautioned=0,
            ),
        ),
        (Workday(DAY), Workday(DAY, shown=0, completed=0)),
        (
            Asked("a"),
            Asked(
                "a",
                on=None,
                times=0,
                rode_on=None,
                run="",
                length=0,
                eased=0,
                again_after=None,
                again=False,
            ),
        ),
        (
            Memory(),
            Memory(
                offers=(),
                prompts=0,
                experiences=(),
                eased_until=None,
                safety_pause=False,
                gentle_prompt=0,
                gentle_after="",
                stage=None,
                stage_completed=0,
                stage_days=0,
                stage_day=None,
                stage_proposed=False,
                stage_stays=0,
                stage_stayed_at=0,
                workdays=(),
                used_days=0,
                missed_in_row=0,
                unheeded=0,
                help_on=None,
                rhythm_told_at=None,
                kept_at=None,
                slow_on=None,
                rhythm_asked_on=None,
                proposed_on=None,
                quiet_proposed_on=None,
                quiet_answered=False,
                override=None,
                override_on=None,
                focus_week=1,
                focus_since=None,
                checks=(),
                check_prompt=0,
                purpose_told=False,
            ),
        ),
        (Coming(Question.OFFER, "stage"), Coming(Question.OFFER, "stage", times_asked=0)),
        (
            State(7, 8, Today(DAY)),
            State(
                at=7,
                offset=8,
                today=Today(DAY),
                settings=Settings(),
                catalogue=(),
                checks=(),
                zone=UTC,
                working=True,
                presence=Presence(),
                sitting=Sitting(),
                holds=Holds(),
                prompt=None,
                memory=Memory(),
                asking=None,
                statement=None,
                guide_ready=False,
                finished=None,
                watched_since=None,
                gates_known=False,
                prompts=0,
                seed=0,
            ),
        ),
        (
            Rhythm(),
            Rhythm(
                every=2_700_000,
                ceiling=3_600_000,
                away_after=300_000,
                pause=3000,
                snooze=(300_000, 600_000, 900_000),
                max_snoozes=2,
                expires=600_000,
                taken_after=60_000,
                profile=Profile.SOURCE,
            ),
        ),
        (
            HoldSettings(),
            HoldSettings(
                call=True,
                screen_share=True,
                fullscreen=True,
                do_not_disturb=True,
                calendar=True,
                settle=30_000,
                max=7_200_000,
                ignore=(),
            ),
        ),
        (
            RoutineSettings(),
            RoutineSettings(
                places=frozenset({Place.DESK_SEATED, Place.STANDING}),
                props=frozenset({Prop.CHAIR, Prop.DESK, Prop.OBJECT}),
                mode=Mode.ALL,
                stand_policy=StandPolicy.BALANCED,
                discreet=0,
                kinds=frozenset(),
                hide=frozenset(),
            ),
        ),
        (CheckSettings(), CheckSettings(ask=True, every=None, options=())),
        (ChecksSettings(), ChecksSettings(enabled=True, per_day=2, each=())),
        (NotificationSettings(), NotificationSettings(backend="auto", sound=True, buttons=True)),
        (
            GuideSettings(),
            GuideSettings(
                open="on-start", theme="auto", reduced_motion="auto", chime=False, voice=False
            ),
        ),
        (CalendarSettings(), CalendarSettings(sources=(), allow_http=False, refresh=1_200_000)),
        (Hooks(), Hooks(on_prompt=(), on_start=(), on_done=(), on_hold=(), on_break=())),
        (ReportSettings(), ReportSettings(weekly=None)),
        (
            Personal(),
            Personal(
                setup_done=False,
                codes=frozenset(),
                floor_allowed=False,
                stage=1,
                hidden=frozenset(),
                red_flag=False,
            ),
        ),
        (
            ShowPrompt("1", "hip-hinge", Cause.DUE, 2),
            ShowPrompt(
                "1", "hip-hinge", Cause.DUE, 2, easier=False, worked=0, caution=False, carries=None
            ),
        ),
        (
            StartRoutine("1", "hip-hinge"),
            StartRoutine("1", "hip-hinge", easier=False, seated=False, learn=False, guide=False),
        ),
        (ShowCue("1", "hip-hinge"), ShowCue("1", "hip-hinge", easier=False)),
        (
            ShowStep("1", "hip-hinge", 2),
            ShowStep("1", "hip-hinge", 2, easier=False, seated=False),
        ),
        (
            Record(Outcome.DONE, 7),
            Record(Outcome.DONE, 7, id=None, routine=None, away=None, detail=None),
        ),
        (Refuse(Why.RUNNING), Refuse(Why.RUNNING, detail="", routine="")),
        (AskCheck("1", "a"), AskCheck("1", "a", times_asked=0, first=False, replies=())),
        (MakeOffer("1", Proposal.QUIET), MakeOffer("1", Proposal.QUIET, replies=())),
        (
            ShowHow("1", "a"),
            ShowHow("1", "a", times_asked=0, routine="", guide=False),
        ),
        (ShowFix("1", "a"), ShowFix("1", "a", times_asked=0)),
        (Answered(Action.DONE), Answered(Action.DONE, prompt=None, span=None, by_guide=False)),
        (RoutineHidden("a"), RoutineHidden("a", hidden=True)),
        (HowWanted(), HowWanted(prompt=None, in_notice=False)),
    ],
    ids=lambda one: type(one).__name__,
)
def test_what_was_not_said_is_nothing_yet(least: object, whole: object) -> None:
    assert least == whole


def value_classes() -> list[type[Struct]]:
    """Every class of values in the core."""
    found: dict[str, type[Struct]] = {}
    for module in pkgutil.walk_packages(deskbreak.domain.__path__, "deskbreak.domain."):
        for one in vars(importlib.import_module(module.name)).values():
            if isinstance(one, type) and issubclass(one, Struct) and one is not Struct:
                found[f"{one.__module__}.{one.__name__}"] = one
    return [found[name] for name in sorted(found)]


@pytest.mark.parametrize("kind", value_classes(), ids=lambda one: one.__name__)
def test_no_value_ever_changes(kind: type[Struct]) -> None:
    assert kind.__struct_config__.frozen
