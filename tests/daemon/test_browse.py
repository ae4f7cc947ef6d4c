"""``routines`` and ``preview``: content and days without a daemon."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from content.own_routine import OWN
from desk import Desk
from running import Running


def test_routines_lists_all_and_shows_one_by_number_or_id(desk: Desk) -> None:
    running = Running(desk)
    code, out, said = running.call("routines")
    assert (code, said) == (0, "")
    assert [line[:3] for line in out.splitlines()[1:33]] == [f"R{n:02}" for n in range(1, 33)]
    by_number = running.call("routines", "r3", "--lang", "ja")
    assert by_number == running.call("routines", "hip-hinge", "--lang", "ja")
    assert "引き出しをお尻で閉めるように" in by_number[1]
    assert running.call("routines", "hip", "hinge", "--lang", "ja") == by_number
    for command in ("routines", "guide"):
        code, out, said = running.call(command, "hip-hinging")
        assert (code, out) == (2, "")
        assert said.startswith('No routine named "hip-hinging". Did you mean R03 Hip hinge?')
        code, out, said = running.call(command, "side", "つ")
        assert (code, out, said.count("\n")) == (2, "", 1)
        code, out, said = running.call(command, "wall")
        assert (code, out) == (2, "")
        assert said.startswith('"wall" fits several: ')
    assert running.call("guide", "")[2].startswith("Which routine?")


def test_routines_in_json_say_what_a_ticked_code_leaves_out(desk: Desk) -> None:
    running = Running(desk)
    running.data.mkdir(parents=True)
    (running.data / "profile.toml").write_text('setup_done = true\ncodes = ["OST"]\n')
    found = json.loads(running.call("routines", "--json")[1])["routines"]
    assert len(found) == 32
    left_out = {one["number"] for one in found if one["left_out_by"]}
    assert left_out == {"R04", "R06", "R07", "R08", "R12", "R16", "R21", "R23", "R26"}
    assert json.loads(running.call("routines", "R24", "--json")[1])["easier_by"] == ["OST"]
    assert "left out (your answers: osteoporosis" in running.call("routines", "R23")[1]


def test_own_routines_are_listed_and_bad_files_named(desk: Desk) -> None:
    running = Running(desk)
    own = running.config.parent / "routines"
    own.mkdir()
    (own / "good.toml").write_text(OWN)
    (own / "bad.toml").write_text(OWN.replace("seconds = 50", "seconds = 51"))
    code, out, said = running.call("routines")
    assert code == 0
    assert "U01 · Wrist circles · " in out
    assert "your own" in out
    assert said.count("\n") == 1
    assert "routines/bad.toml" in said
    assert "Wrist circles" in running.call("routines", "u1")[1]
    assert len(json.loads(running.call("routines", "--json")[1])["left_out"]) == 1


MISTAKES = {
    "type": (
        OWN.replace("seconds = 10", 'seconds = "10"', 1),
        "steps[0].seconds: 整数が必要です（引用符で囲んだ文字になっています）",
        "steps[0].seconds: a whole number is needed, not text in quotes",
    ),
    "missing": (OWN.replace('en = "Slowly"\n', ""), "cue.en: 足りません", "cue.en: missing"),
    "unknown": (
        OWN.replace("[cue]\n", '[cue]\nfr = "Lent"\n'),
        "cue.fr: その名前の項目はありません",
        "cue.fr: no such key",
    ),
    "length": (
        OWN.replace('["standing"]', "[]"),
        "places: 空にはできません",
        "places: must not be empty",
    ),
    "enum": (
        OWN.replace('kind = "hip"', 'kind = "hop"'),
        "kind: 「hop」は書けません。書けるのは stand-up、",
        "kind: 'hop' is not one of stand-up, ",
    ),
    "toml": (
        OWN.replace('en = "Slowly"', 'en = "Slowly'),
        "TOMLとして読めません。文字列が閉じていません。終わりの引用符を書いてください",
        "not TOML: a text is not closed; its closing quote is missing",
    ),
}
"""What the decoders complain about, one file each, and what follows the line in both languages."""


@pytest.mark.parametrize(("locale", "at"), [("ja_JP.UTF-8", 1), ("en_GB.UTF-8", 2)])
def test_mistakes_in_own_routines_are_told_in_the_language_of_the_session(
    desk: Desk, locale: str, at: int
) -> None:
    desk.env.pop("LC_ALL", None)
    desk.env |= {"LANG": locale, "PYTHONUTF8": "1"}
    running = Running(desk)
    own = running.config.parent / "routines"
    own.mkdir()
    for name, mistake in MISTAKES.items():
        (own / f"{name}.toml").write_text(mistake[0], "utf-8")
    code, out, said = running.call("routines")
    assert code == 0
    assert ("動きの一覧" in out) is (at == 1)
    lines = {line.partition(".toml:")[0].rpartition("/")[2]: line for line in said.splitlines()}
    assert set(lines) == set(MISTAKES)
    rows = {
        "type": OWN.index("seconds = 10"),
        "missing": OWN.index("[cue]"),
        "unknown": OWN.index("[cue]\n") + len("[cue]\n"),
        "length": OWN.index("places"),
        "enum": OWN.index("kind"),
        "toml": OWN.index('en = "Slowly"'),
    }
    for name, mistake in MISTAKES.items():
        row = OWN[: rows[name]].count("\n") + 1
        assert f"routines/{name}.toml:{row}: {mistake[at]}" in lines[name]


def test_a_wrong_configuration_is_named(desk: Desk) -> None:
    running = Running(desk, "[rhythm]\nevry = 1\n")
    for command in ("routines", "preview"):
        code, out, said = running.call(command)
        assert (code, out) == (4, "")
        assert "config.toml:2" in said


def test_before_four_the_day_that_is_previewed_is_still_the_one_before(desk: Desk) -> None:
    now = datetime.now(UTC)  # noqa: TID251 - what the program will read
    ahead = (2 - now.hour + 12) % 24 - 12
    desk.env["TZ"] = f"Etc/GMT{-ahead:+}"
    today = (now + timedelta(hours=ahead)).date()
    found = json.loads(Running(desk).call("preview", "--json")[1])
    assert found["date"] == (today - timedelta(days=1)).isoformat()


def test_preview_shows_a_day_and_refuses_a_wrong_date(desk: Desk) -> None:
    running = Running(desk, '[hours]\nmon = ["09:00-12:00"]\n')
    code, out, said = running.call("preview", "--date", "2026-11-30")
    assert (code, said) == (0, "")
    assert "9:00–12:00" in out
    assert out.rstrip().endswith("3 prompts")
    found = json.loads(running.call("preview", "--date", "2026-11-30", "--json")[1])
    assert [one["at"][11:16] for one in found["prompts"]] == ["09:45", "10:31", "11:17"]
    assert "この日は休みです" in running.call("preview", "--date", "2026-12-01", "--lang", "ja")[1]
    code, out, said = running.call("preview", "--date", "tomorrow")
    assert (code, out, said.count("\n")) == (2, "", 1)
