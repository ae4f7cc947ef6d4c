"""What is remembered means the same when it was saved and read in between.

Read from a file, a word is another object than the same word in the program.
"""

from collections.abc import Callable

import msgspec
import pytest
from domain.catalogue import CATALOGUE, IDS
from domain.choosing import MONDAY, SMALLEST, TUESDAY, later

from deskbreak.domain.choice.eligibility import find, named, needs_easier
from deskbreak.domain.choice.memory import Memory, experience
from deskbreak.domain.choice.memory_updates import cautioned, changed, offered, started
from deskbreak.domain.programme import stages
from deskbreak.domain.programme.comfort import felt
from deskbreak.domain.programme.setup_checks import answered, asked, asking
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.events import FeedbackGiven
from deskbreak.domain.vocabulary.question_effects import Proposal
from deskbreak.domain.vocabulary.routine import Comfort


def another(word: str) -> str:
    """The same word as another object."""
    return "".join(list(word))


def hurts(routine: str, kind: str) -> Callable[[Memory], Memory]:
    answer = FeedbackGiven(Comfort.HURTS, another(kind))
    return lambda it: felt(it, another(IDS[routine]), answer, MONDAY, Hours())[0]


CHECK = "screen-height"
STEPS: tuple[Callable[[Memory], Memory], ...] = (
    lambda it: offered(it, another(IDS["R20"]), MONDAY),
    lambda it: changed(it, another(IDS["R13"])),
    lambda it: changed(it, another(IDS["R20"])),
    lambda it: started(it, another(IDS["R20"])),
    lambda it: started(it, another(IDS["R20"])),
    lambda it: cautioned(it, another(IDS["R20"])),
    hurts("R20", "a"),
    hurts("R20", "b"),
    hurts("R13", "b"),
    hurts("R13", "c"),
    lambda it: asked(it, another(CHECK), MONDAY),
    lambda it: answered(it, another(CHECK), another("fix"), MONDAY),
    lambda it: asked(it, another(CHECK), TUESDAY),
    lambda it: answered(it, another(CHECK), another("no"), TUESDAY),
    lambda it: asked(it, another(CHECK), later(60), requested=True),
    lambda it: answered(it, another(CHECK), another("no"), later(60)),
    lambda it: asked(it, another("foot-support"), later(60), requested=True),
    lambda it: offered(it, another(IDS["R20"]), later(2)),
)


def test_what_was_saved_in_between_goes_on_as_if_it_was_not() -> None:
    plain = saved = Memory()
    for step in STEPS:
        plain = step(plain)
        saved = msgspec.json.decode(msgspec.json.encode(step(saved)), type=Memory)
        assert saved == plain
    assert len(saved.experiences) == len({one.routine for one in saved.experiences}) == 2
    assert [one.check for one in saved.checks] == [CHECK, "foot-support"]
    assert experience(saved, another(IDS["R20"])).seen == 2
    assert asking(saved, another(CHECK)).eased == 1


def test_a_routine_is_found_by_a_word_that_was_read() -> None:
    hinge = find(CATALOGUE, another("hip-hinge"))
    assert hinge.number == "R03"
    for name in ("hip-hinge", "HIP-HINGE", "r03", " R03 "):
        assert named(CATALOGUE, another(name)) == hinge
    hard = felt(Memory(), "hip-hinge", FeedbackGiven(Comfort.HARD), MONDAY, Hours())[0]
    assert needs_easier(hinge, hard, SMALLEST)


@pytest.mark.parametrize(
    ("proposal", "choice", "stays"),
    [(Proposal.STAGE, "decline", 1), (Proposal.STAGE, "accept", 0)],
)
def test_an_offer_is_answered_by_a_word_that_was_read(
    proposal: Proposal, choice: str, stays: int
) -> None:
    result = stages.answer(Memory(stage=1), SMALLEST, proposal, another(choice), MONDAY)
    assert result is not None
    memory, wishes = result
    assert memory.stage_stays == stays
    assert bool(wishes) is (choice == "accept")


@pytest.mark.parametrize("proposal", [Proposal.RHYTHM, Proposal.QUIET])
def test_to_keep_what_is_may_be_said_in_two_words(proposal: Proposal) -> None:
    kept = stages.answer(Memory(), SMALLEST, proposal, another("keep"), MONDAY)
    assert kept is not None
    assert stages.answer(Memory(), SMALLEST, proposal, another("decline"), MONDAY) == kept
    assert kept[0].kept_at == 0
