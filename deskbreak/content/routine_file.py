"""From one file of a routine to its facts and its card.

A file has, in this order: the facts (keys above the first table), ``[title]``, ``[dose]``,
``[source_dose]``, ``[[steps]]``, ``[cue]``, ``[aim]``, ``[feel]``, ``[avoid]``, ``[stop]``,
``[easier]``, and one ``[[forms]]`` for each longer form. Texts are ``ja`` and ``en``; a step is
``seconds``, ``ja``, ``en`` and, where a movement is repeated, ``reps``.

The easier form is a minute of its own, shown in place of the other and never beside it::

    [easier]            # ja, en: what is lighter about it; lines: read before it, if not the same
    [easier.dose]
    [easier.cue]
    [[easier.steps]]    # as many as it needs, 60 s in all

Rules: the steps last 60 s, and so do those of the easier form; those of a longer form the seconds
in its name; forms and the list of ``variants`` agree; a routine for seated-only mode ends in the
10-s closing stand-up, which that mode replaces (catalogue 0.2), in its easier form too.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from deskbreak.content.complaints import complaint, listed
from deskbreak.content.content_errors import ContentFileError, UnknownContentError
from deskbreak.content.error_lines import with_line
from deskbreak.content.model import Bilingual, Card, EasierForm, Form, Line, Step
from deskbreak.content.strings import both
from deskbreak.content.structures import (
    BilingualTable,
    FactsTable,
    FormTable,
    RoutineFile,
    StepTable,
    TitleAlone,
    decode,
)
from deskbreak.domain.vocabulary.routine import Code, Routine

STEP = re.compile(r"^\[\[(?:forms\.)?steps\]\]\nseconds = (\d+)$", re.MULTILINE)
"""How the program's own files write a step; those of a form come after the scheduled ones."""

EASIER_STEP = re.compile(r"^\[\[easier\.steps\]\]\nseconds = (\d+)$", re.MULTILINE)
"""The same for a step of the easier form."""

MINUTE_OF_MOVEMENT = 60
CLOSING_SECONDS = 10


def parse_facts(content: str, file: str) -> Routine:
    """The facts at the top of a file, without parsing its texts; raises ContentFileError."""
    head, _, _ = content.partition("\n[")
    with with_line(head):
        facts = facts_of(decode(head, file, FactsTable), file)
    usual, easier = (_lengths(found, content) for found in (STEP, EASIER_STEP))
    return replace(facts, steps=_first(usual, facts.seconds), easier_steps=easier)


def _lengths(step: re.Pattern[str], content: str) -> tuple[int, ...]:
    """The seconds of each step that is found."""
    return tuple(int(found[1]) for found in step.finditer(content))


def _first(lengths: tuple[int, ...], seconds: int) -> tuple[int, ...]:
    """Those that make up the first so many seconds."""
    ends = accumulate(lengths)
    return tuple(one for one, end in zip(lengths, ends, strict=True) if end <= seconds)


def parse_title(content: str, file: str) -> Bilingual:
    """The title, without parsing the other texts; raises ContentFileError."""
    _, mark, rest = content.partition("\n[title]\n")
    return decode(mark + rest.partition("\n[")[0], file, TitleAlone).title.text()


def parse_card(content: str, file: str) -> Card:
    """The whole file, checked; raises ContentFileError."""
    with with_line(content):
        return card_of(decode(content, file, RoutineFile), file)


def facts_of(table: FactsTable, file: str) -> Routine:
    """The facts as the core knows them; raises ContentFileError."""
    if table.number is None:
        raise ContentFileError(file, "number", complaint("missing"))
    if not table.scheduled and not table.variants:
        raise ContentFileError(file, "variants", complaint("needs_variants"))
    variants = tuple((name, _named_seconds(name)) for name in table.variants)
    return Routine(
        number=table.number,
        id=table.id,
        kind=table.kind,
        region=table.region,
        stage=table.stage,
        places=frozenset(table.places),
        props=frozenset(table.props),
        discreet=table.discreet,
        effort=table.effort,
        on_feet=table.on_feet,
        seconds=MINUTE_OF_MOVEMENT if table.scheduled else min(s for _, s in variants),
        leave_out=frozenset(table.leave_out),
        easier_with=frozenset(table.easier_with),
        variants=variants,
        scheduled=table.scheduled,
        seated_only=table.seated_only,
        counterpart=table.counterpart,
    )


def card_of(table: RoutineFile, file: str) -> Card:
    """The card with its facts; raises ContentFileError."""
    facts, forms = facts_of(table, file), _forms(table, file)
    if table.scheduled:
        _check_sum(table.steps, MINUTE_OF_MOVEMENT, "steps", file)
        steps = _steps(table.steps)
    else:
        if table.steps:
            raise ContentFileError(file, "steps", complaint("no_steps"))
        steps = min(forms, key=lambda form: form.seconds).steps
    lines = _lines(table.lines, table, "lines", file)
    common_stop = both("card.stop_rule")
    return Card(
        facts=replace(
            facts,
            steps=tuple(step.seconds for step in steps),
            easier_steps=tuple(step.seconds for step in table.easier.steps),
        ),
        role=table.role,
        source=tuple(table.source),
        also=table.also,
        title=table.title.text(),
        dose=_optional(table.dose),
        source_dose=_optional(table.source_dose),
        steps=steps,
        seated_steps=_seated(steps, "steps", file) if table.seated_only else (),
        cue=table.cue.text(),
        aim=table.aim.text(),
        feel=table.feel.text(),
        avoid=table.avoid.text(),
        easier=_easier(table, lines, file),
        stop=(table.stop.text(), common_stop) if table.stop else (common_stop,),
        lines=lines,
        forms=forms,
        spared=_spared(table, file),
    )


def _optional(table: BilingualTable | None) -> Bilingual | None:
    return table.text() if table else None


def _steps(tables: Sequence[StepTable]) -> tuple[Step, ...]:
    return tuple(Step(step.seconds, Bilingual(step.ja, step.en), step.reps) for step in tables)


def _easier(table: RoutineFile, lines: tuple[Line, ...], file: str) -> EasierForm:
    """The easier form; the lines of the other where it has none of its own."""
    it = table.easier
    _check_sum(it.steps, MINUTE_OF_MOVEMENT, "easier.steps", file)
    steps = _steps(it.steps)
    own = lines if it.lines is None else _lines(it.lines, table, "easier.lines", file)
    return EasierForm(
        summary=Bilingual(it.ja, it.en),
        dose=it.dose.text(),
        cue=it.cue.text(),
        steps=steps,
        seated_steps=_seated(steps, "easier.steps", file) if table.seated_only else (),
        lines=own,
    )


def _seated(steps: tuple[Step, ...], key: str, file: str) -> tuple[Step, ...]:
    """The steps with the weight shift in place of the closing stand-up."""
    if (last := steps[-1].seconds) != CLOSING_SECONDS:
        what = complaint("closing", needed=CLOSING_SECONDS, got=last)
        raise ContentFileError(file, f"{key}[{len(steps) - 1}].seconds", what)
    return (*steps[:-1], Step(CLOSING_SECONDS, both("card.seated_closing")))


def _forms(table: RoutineFile, file: str) -> tuple[Form, ...]:
    names = [form.name for form in table.forms]
    if names != table.variants:
        raise ContentFileError(
            file,
            "variants",
            complaint("variants", listed=listed(table.variants), forms=listed(names)),
        )
    return tuple(_form(form, index, table, file) for index, form in enumerate(table.forms))


def _form(form: FormTable, index: int, table: RoutineFile, file: str) -> Form:
    seconds = _named_seconds(form.name)
    _check_sum(form.steps, seconds, f"forms[{index}].steps", file)
    return Form(
        name=form.name,
        seconds=seconds,
        steps=_steps(form.steps),
        places=frozenset(form.places or table.places),
        before=_optional(form.before),
        after=_optional(form.after),
    )


def _lines(always: list[str], table: RoutineFile, key: str, file: str) -> tuple[Line, ...]:
    lists: list[tuple[str, list[str], frozenset[Code]]] = [(key, always, frozenset())]
    for code, names in table.lines_with.items():
        lists.append((f"lines_with.{code}", names, frozenset({code})))
    found: list[Line] = []
    for of, names, codes in lists:
        for at, name in enumerate(names):
            try:
                found.append(Line(both(f"card.lines.{name}"), codes))
            except UnknownContentError as error:
                what = complaint("no_line", name=name)
                raise ContentFileError(file, f"{of}[{at}]", what) from error
    return tuple(found)


def _spared(table: RoutineFile, file: str) -> tuple[tuple[Code, Bilingual], ...]:
    found: list[tuple[Code, Bilingual]] = []
    for code, name in table.spared.items():
        try:
            found.append((code, both(f"card.spared.{name}")))
        except UnknownContentError as error:
            what = complaint("no_reason", name=name)
            raise ContentFileError(file, f"spared.{code}", what) from error
    return tuple(found)


def _named_seconds(name: str) -> int:
    return int(name.rpartition("-")[2])


def _check_sum(steps: Sequence[StepTable], wanted: int, key: str, file: str) -> None:
    """Name the longest step when the sum is wrong: it is where seconds can be taken or given."""
    if not steps:
        raise ContentFileError(file, key, complaint("missing"))
    total = sum(step.seconds for step in steps)
    if total == wanted:
        return
    longest = max(range(len(steps)), key=lambda index: steps[index].seconds)
    raise ContentFileError(
        file,
        f"{key}[{longest}].seconds",
        complaint("sum", seconds=steps[longest].seconds, total=total, wanted=wanted),
    )
