"""Writes ``docs/routines.md`` from the data: ``python -m deskbreak.content.document``."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from deskbreak.content.checks import check_card, load_checks
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Bilingual, Card, Language, Step
from deskbreak.content.strings import both, text

TARGET = Path("docs/routines.md")

PICTURES = "../assets/posters"
"""Folder of the posters, from the page; ``tools/pictures.py`` draws them."""

INTRO = """\
# Routines and set-up checks / 動きと席まわりの確認

This page is written from the files in `deskbreak/content/` by
`python -m deskbreak.content.document`. To change a text, change the file and run it again.

"""

ABOUT_ROUTINES = Bilingual(
    "毎回1分です。長い版は求められたときだけ出します。",
    "Each takes one minute. Longer versions come only on request.",
)
ABOUT_OWN = Bilingual(
    "自分の動きを加えるには、下のどれかのファイル（`deskbreak/content/routines/`）を、"
    "設定フォルダーの `routines/` に写します。`id` を変え、`number` の行を消し、"
    "日本語と英語の文を、軽い形も含めて書いてください。読み込めないファイルは "
    "`deskbreak doctor` に表示されます。",
    "To add a routine of your own, copy one of the files in `deskbreak/content/routines/` to "
    "`routines/` in your configuration directory. Change `id`, remove `number`, and write the "
    "texts in both languages, of the easier form too. `deskbreak doctor` shows a file that cannot "
    "be used.",
)
TEXTS = ("cue", "aim", "feel", "avoid")


def document() -> str:
    """The whole page as Markdown."""
    catalogue = load_routines()
    cards = [catalogue.card(routine.id) for routine in catalogue.facts]
    titles = {card.facts.id: card.title for card in cards}
    parts = [
        INTRO,
        _pair(both("safety.short")),
        _pair(both("card.stop_rule")),
        "## Routines / 動き\n\n",
        _pair(ABOUT_ROUTINES),
        _pair(ABOUT_OWN),
        _table(
            ("", "id", "ja", "en", "region", "place", "stage"),
            (_index_row(card) for card in cards),
        ),
        *(_routine(card, titles) for card in cards),
        "## Set-up checks / 席まわりの確認\n\n",
        _pair(both("check.purpose")),
        *(_check(check.id) for check in load_checks()),
    ]
    return "".join(parts).rstrip() + "\n"


def _index_row(card: Card) -> tuple[str, ...]:
    facts = card.facts
    return (
        facts.number,
        f"[`{facts.id}`](#{facts.number.lower()})",
        card.title.ja,
        card.title.en,
        facts.region.value,
        _listed(facts.places),
        str(facts.stage),
    )


def _routine(card: Card, titles: Mapping[str, Bilingual]) -> str:
    facts = card.facts
    parts = [
        f'<a id="{facts.number.lower()}"></a>\n\n',
        f"### {facts.number} {card.title.en} / {card.title.ja}\n\n",
        _picture(facts.id, card.title),
        f"`{facts.id}`\n\n",
        *(f"{_facts(language, card, titles)}\n\n" for language in LANGUAGES),
    ]
    if facts.scheduled:
        parts.append(_steps(card.steps))
    rows = [(f"card.labels.{name}", getattr(card, name)) for name in TEXTS]
    rows += [("card.labels.stop", words) for words in card.stop[:-1]]
    rows += [("card.labels.before", line.text) for line in card.lines]
    rows += [("card.labels.dose", card.dose), ("card.labels.source_dose", card.source_dose)]
    parts.append(
        _table(
            ("", "ja", "en"),
            ((_label(key), words.ja, words.en) for key, words in rows if words is not None),
        )
    )
    parts.append(_easier(card))
    for form in card.forms:
        parts.append(f"**{form.name}** · {form.seconds} s · {_listed(form.places)}\n\n")
        parts.append(_steps(form.steps, form.before, form.after))
    return "".join(parts)


def _easier(card: Card) -> str:
    """The easier form, which stands alone."""
    form = card.easier
    before = [line.text for line in form.lines] if form.lines != card.lines else []
    rows = [("card.labels.cue", form.cue), ("card.labels.dose", form.dose)]
    rows += [("card.labels.before", words) for words in before]
    label, words = _label("card.labels.easier"), form.summary
    return (
        f"**{label}** · {words.en} / {words.ja}\n\n"
        + _picture(f"{card.facts.id}.easier", words)
        + _steps(form.steps)
        + _table(("", "ja", "en"), ((_label(key), it.ja, it.en) for key, it in rows))
    )


def _facts(language: Language, card: Card, titles: Mapping[str, Bilingual]) -> str:
    """One line that says by what the routine is chosen."""
    facts = card.facts

    def names(table: str, values: Iterable[object]) -> str:
        listed = sorted(text(language, f"names.{table}.{value}") for value in values)
        mark = "、" if language == "ja" else "; " if table == "code" else ", "
        return mark.join(listed) or text(language, "card.labels.none")

    said = {
        "kind": names("kind", [facts.kind]),
        "region": names("region", [facts.region]),
        "stage": str(facts.stage),
        "places": names("place", facts.places),
        "props": names("prop", facts.props),
        "discreet": names("discreet", [facts.discreet]),
        "effort": names("effort", [facts.effort]),
        "on_feet": names("on_feet", [facts.on_feet]),
    }
    if facts.leave_out:
        said["leave_out"] = names("code", facts.leave_out)
    if facts.easier_with:
        said["easier_with"] = names("code", facts.easier_with)
    if card.spared:
        quoted = (
            f"{text(language, f'names.code.{code}')} ({why.of(language)})"
            for code, why in card.spared
        )
        said["spared"] = "; ".join(quoted) if language == "en" else "、".join(quoted)
    if facts.counterpart:
        said["counterpart"] = titles[facts.counterpart].of(language)
    mark, gap = (": ", " · ") if language == "en" else ("：", "／")
    return gap.join(
        f"{text(language, f'card.labels.{label}')}{mark}{value}" for label, value in said.items()
    )


def _check(name: str) -> str:
    card = check_card(name)
    texts = card.texts()
    rows = (
        ("question", texts.question),
        ("10 s", texts.look),
        ("fix", texts.fix),
    )
    options = ", ".join(f"`{key}` = {value}" for key, value in card.file.options.items())
    said = f"{card.facts.group}" + (f" · {options}" if options else "")
    return (
        f"### {card.facts.number} `{card.facts.id}`\n\n"
        + _picture(card.facts.id, texts.question)
        + f"{said}\n\n"
        + _table(("", "ja", "en"), ((label, words.ja, words.en) for label, words in rows))
    )


def _steps(
    steps: Sequence[Step], before: Bilingual | None = None, after: Bilingual | None = None
) -> str:
    rows = [("–", before.ja, before.en)] if before else []
    rows += [(str(step.seconds), step.text.ja, step.text.en) for step in steps]
    rows += [("–", after.ja, after.en)] if after else []
    return _table(("s", "ja", "en"), rows)


def _picture(id_: str, words: Bilingual) -> str:
    """The poster, for those who cannot see it in words."""
    source, said = f"{PICTURES}/{id_}.png", escape(f"{words.en} / {words.ja}")
    return f'<img src="{source}" width="160" height="160" alt="{said}">\n\n'


def _pair(words: Bilingual) -> str:
    return f"{words.ja}\n\n{words.en}\n\n"


def _label(key: str) -> str:
    words = both(key)
    return f"{words.ja} / {words.en}"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(sorted(values)) or "none"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines) + "\n"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.write_text(document(), encoding="utf-8", newline="\n")
