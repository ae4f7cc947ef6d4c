from deskbreak.app.guide_protocol import GuideReport, Hushed, Said
from deskbreak.guide.minute import Act, Minute, Plan, begin
from deskbreak.guide.narrator import Narrator, Script
from deskbreak.guide.spoken_cues import Cue

PLAN = Plan(seconds=(10.0, 20.0), easier=(15.0, 15.0), ask_comfort=False)
SCRIPT = Script(
    "en",
    ((Cue(0, "first", main=True), Cue(4, "one")), (Cue(0, "second", main=True), Cue(8, "two"))),
    ((Cue(0, "soft", main=True),), (Cue(0, "softer", main=True),)),
    "Done.",
)


class Told:
    """A minute with its narrator on a clock of its own."""

    def __init__(self, script: Script = SCRIPT) -> None:
        self.minute: Minute = begin(PLAN, 0.0)
        self.narrator = Narrator(script)

    def at(self, now: float, act: Act | None = None) -> list[GuideReport]:
        step = self.minute.tick(now) if act is None else self.minute.act(act, now)
        self.minute = step[0]
        return list(self.narrator.look(self.minute, now))


def said(reports: list[GuideReport]) -> list[str]:
    return [one.text if isinstance(one, Said) else "-" for one in reports]


def test_a_step_begins_with_what_to_do_and_goes_on_with_its_cues() -> None:
    told = Told()
    assert told.at(1) == []
    assert told.at(3) == [Said("first", "en", 10_000, urgent=True)]
    assert told.at(6.9) == []
    assert told.at(7.1) == [Said("one", "en", 5900)]
    assert said(told.at(13)) == ["second"]
    assert said(told.at(21.2)) == ["two"]


def test_the_end_is_said_once_and_nothing_after_it() -> None:
    told = Told()
    told.at(3)
    told.at(13)
    assert said(told.at(33)) == ["-", "Done."]
    assert told.at(34) == []
    assert told.at(60) == []


def test_a_pause_silences_at_once_and_only_once() -> None:
    told = Told()
    told.at(3)
    assert told.at(4, Act.PAUSE) == [Hushed()]
    assert told.at(30) == []
    assert told.at(40, Act.PAUSE) == []
    assert said(told.at(43.1)) == ["one"], "the clock stood still meanwhile"


def test_when_to_stop_a_hidden_window_and_every_early_end_silence() -> None:
    for act in (Act.READ, Act.HIDE, Act.HURTS, Act.CLOSE):
        told = Told()
        told.at(3)
        assert told.at(5, act) == [Hushed()], act


def test_done_early_is_said_after_the_silence() -> None:
    told = Told()
    told.at(3)
    assert said(told.at(5, Act.DONE)) == ["-", "Done."]


def test_skipping_and_the_easier_form_begin_anew_and_leave_out_what_went_by() -> None:
    told = Told()
    told.at(3)
    assert said(told.at(4, Act.SKIP)) == ["second"]
    assert said(told.at(14, Act.EASIER)) == ["softer"]
    assert said(told.at(15, Act.EASIER)) == ["second"]
    assert told.at(16) == [], "two went by"


def test_a_late_look_says_only_what_is_due_now() -> None:
    told = Told()
    told.at(3)
    assert said(told.at(12.9)) == ["one"]
    assert said(told.at(32.5)) == ["second"]


def test_nothing_is_told_where_no_voice_is_wanted() -> None:
    told = Told(Script())
    assert told.at(3) == []
    assert told.at(33) == []
