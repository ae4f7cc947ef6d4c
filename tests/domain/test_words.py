"""The words of the core: states that were saved, ledgers and days as data are written in them."""

from enum import StrEnum

import pytest

from deskbreak.domain.choice.bars import Bar
from deskbreak.domain.choice.hard_rules import Hard
from deskbreak.domain.choice.preference import Won
from deskbreak.domain.person.presence import Activity
from deskbreak.domain.prompt.answers import Request
from deskbreak.domain.prompt.life import Lead, Phase
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.vocabulary.effects import Cause, Outcome, Why
from deskbreak.domain.vocabulary.events import Action, Override, Reason, Until
from deskbreak.domain.vocabulary.question_effects import Proposal, Reply
from deskbreak.domain.vocabulary.routine import (
    CheckGroup,
    Code,
    Comfort,
    Kind,
    OnFeet,
    Place,
    Prop,
    Region,
)
from deskbreak.domain.vocabulary.settings import Mode, Profile, StandPolicy


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (
            Bar,
            (
                "stage place floor props discreet mode kind strict code setup hidden resting "
                "easing effort safety unscheduled"
            ),
        ),
        (Hard, "H1 H2 H3 H4 H5 this_prompt"),
        (
            Won,
            "asked only region brief_first stand_in focus least weight purpose fallback",
        ),
        (Activity, "present watching idle"),
        (Request, "hurts-now when-to-stop steps"),
        (Phase, "shown withdrawn snoozed started"),
        (Lead, "guide steps cue stop-rule"),
        (Question, "comfort kind offer check"),
        (Cause, "due ceiling released snoozed asked restored"),
        (Outcome, "done taken snoozed skipped missed stopped break check"),
        (
            Why,
            (
                "nothing-open not-running running not-offered no-snooze-left no-change-left "
                "nothing-else unknown-routine excluded bad-time nothing-to-feel no-check "
                "unknown-check no-offer not-a-choice no-stage"
            ),
        ),
        (Override, "seated elsewhere"),
        (Reason, "call screen-share fullscreen do-not-disturb calendar pause"),
        (Action, "start done snooze skip another seated stop"),
        (Comfort, "good hard hurts"),
        (Until, "today"),
        (Proposal, "stage rhythm quiet"),
        (Reply, "thanks hard settled rests easing safety"),
        (Kind, "stand-up sit-to-stand thoracic breathing hip stability walking lifting"),
        (Region, "breath hip thorax pelvis whole"),
        (Place, "desk-seated standing wall floor"),
        (Prop, "chair desk wall towel object"),
        (OnFeet, "full brief"),
        (Code, "OST SURG PREG DIZZY WRIST KNEE SHOULDER"),
        (CheckGroup, "place body rhythm"),
        (Profile, "source jp-mhlw uk-hse"),
        (Mode, "all seated-only quiet"),
        (StandPolicy, "balanced strict-source"),
    ],
)
def test_a_word_once_written_stays(names: type[StrEnum], words: str) -> None:
    assert " ".join(names) == words
