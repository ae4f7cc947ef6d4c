"""Texts that the catalogue gives word for word, because their wording was weighed."""

from deskbreak.app.next_view import reason as reason_of
from deskbreak.content.model import LANGUAGES
from deskbreak.content.strings import items, text
from deskbreak.domain.choice.eligibility import Bar
from deskbreak.domain.choice.hard_rules import Hard
from deskbreak.domain.choice.preference import Won
from deskbreak.domain.vocabulary.routine import Code

EXACT = {
    "card.footer": ("楽な範囲で。やめてもかまいません。", "Keep it easy. Stopping is fine."),
    "safety.dismiss": (
        "受診済み、または該当なし",
        "I've had it looked at, or none of these apply",
    ),
    "safety.intro": (
        "腰痛の大半は重い病気によるものではありませんが、次のときは運動ではなく受診を先にしてください。",
        (
            "Most back pain is not caused by serious illness. In the following cases, see a doctor "
            "first, not an exercise program."
        ),
    ),
    "feedback.settled": (
        "動いた後の軽い張りはよくあることで、けがのしるしとは限りません。次は動きを小さくしてみましょう。",
        (
            "A little tightness after moving is common and does not by itself mean harm. "
            "Next time, try a smaller movement."
        ),
    ),
    "feedback.easing": (
        "いまは無理のない動きだけにします。続くようなら医師や理学療法士に相談してください。",
        "Only easy movement for now. If it goes on, talk to a doctor or physiotherapist.",
    ),
    "check.purpose": (
        "姿勢の採点ではありません。楽に動ける環境かどうかを、ときどき確かめるためのものです。",
        (
            "This is not a posture test. It is an occasional look at whether your workspace lets "
            "you move with ease."
        ),
    ),
    "easing.title": ("リズムを変えますか", "Change the rhythm?"),
}


def test_weighed_texts_are_kept() -> None:
    for key, (ja, en) in EXACT.items():
        assert text("ja", key) == ja
        assert text("en", key) == en


def test_m14_the_safety_page_names_what_needs_a_doctor() -> None:
    for language in LANGUAGES:
        assert len(items(language, "safety.now.signs")) == 7
        assert len(items(language, "safety.soon.signs")) == 7
    for word in ("119", "#7119"):
        assert word in text("ja", "safety.now.action")
    for word in ("119", "999", "911"):
        assert word in text("en", "safety.now.action")


def test_the_stop_rule_is_the_catalogue_s() -> None:
    assert text("ja", "card.stop_rule").startswith("鋭い痛み、脚へ広がる痛みやしびれ、")
    assert text("en", "card.stop_rule").endswith("or stop. Both are fine.")
    for language in LANGUAGES:
        assert len(text(language, "card.stop_rule_short")) <= 200


def test_every_stage_and_week_has_its_focus_in_both_languages() -> None:
    for language in LANGUAGES:
        stages = {text(language, f"programme.stages.{stage}.focus") for stage in range(4)}
        weeks = {text(language, f"programme.weeks.{week}.focus") for week in range(1, 6)}
        habits = {text(language, f"programme.weeks.{week}.habit") for week in range(1, 6)}
        assert (len(stages), len(weeks), len(habits)) == (4, 5, 5)


def test_every_reason_of_a_choice_and_every_code_has_its_words() -> None:
    for language in LANGUAGES:
        for reason in (*Bar, *Hard, *Won):
            assert reason_of(reason, language)
        for code in Code:
            assert text(language, f"names.code.{code}")
            assert text(language, f"card.caution.{code}")
