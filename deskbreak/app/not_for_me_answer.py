"""Answers ``deskbreak not-for-me``: which codes there are, or that one applies."""

from deskbreak.app import wire
from deskbreak.app.engine import Engine
from deskbreak.app.not_for_me import COMMAND, in_order
from deskbreak.app.requests import NEVER
from deskbreak.app.routine_words import unknown_words
from deskbreak.app.titles import title_of
from deskbreak.app.wire import Reply
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.content_errors import UnknownRoutineError
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.vocabulary.events import NotForMe
from deskbreak.domain.vocabulary.routine import Code, Routine

USAGE, NOTHING = 2, 5


async def not_for_me(
    engine: Engine, content: Catalogue, request: wire.NotForMe, lang: Language
) -> Reply:
    """The reply; a code that applies is kept, and the open prompt offers another routine."""
    prompt = engine.state.prompt
    name = request.routine or (prompt.routine if prompt is not None else None)
    if name is None:
        return Reply(code=NOTHING, text=text(lang, "refused.no_prompt"))
    try:
        routine = content.find(name)
    except UnknownRoutineError as error:
        return Reply(code=USAGE, text=unknown_words(error, content, lang))
    if request.code is None:
        return _choices(content, routine, lang)
    if not is_reason(routine, request.code):
        return Reply(code=USAGE, text=wrong_code(routine, request.code, lang))
    code = code_said(request.code)
    await engine.ask(NotForMe(code, routine.id))
    lines = [kept_line(content, routine, code, lang)]
    after = engine.state.prompt
    if prompt is not None and prompt.routine == routine.id and after is not None:
        other = title_of(content, after.routine, lang)
        lines.append(text(lang, "answer.another", routine=other))
    return Reply(text="\n".join(lines), data={"routine": routine.id})


def _choices(content: Catalogue, routine: Routine, lang: Language) -> Reply:
    """What may apply, with the words that say so."""
    title = title_of(content, routine.id, lang)
    words = {str(code): text(lang, f"names.code.{code}") for code in in_order(routine.codes)}
    words[NEVER] = text(lang, "not_for_me.never")
    lines = [text(lang, "not_for_me.which", routine=title)]
    lines += [
        "  "
        + text(
            lang,
            "not_for_me.choice",
            number=number,
            what=said,
            how=f"deskbreak {COMMAND} {routine.number} {code}",
        )
        for number, (code, said) in enumerate(words.items(), 1)
    ]
    data = {"routine": routine.id, "codes": list(words)}
    return Reply(text="\n".join(lines), data=data)


def is_reason(routine: Routine, word: str) -> bool:
    """Whether a word after ``not-for-me`` is a code of the routine, or ``never``."""
    return word.lower() == NEVER or word.upper() in routine.codes


def code_said(word: str) -> Code | None:
    """The code that such a word means; None for ``never``."""
    return None if word.lower() == NEVER else Code(word.upper())


def kept_line(content: Catalogue, routine: Routine, code: Code | None, lang: Language) -> str:
    """What follows for the routine."""
    if code is None:
        title = title_of(content, routine.id, lang)
        return text(lang, "answer.hidden", routine=title, id=routine.id)
    key = "left_out" if code in routine.leave_out else "easier"
    title, words = title_of(content, routine.id, lang), text(lang, f"names.code.{code}")
    return text(lang, f"not_for_me.{key}", routine=title, code=words)


def wrong_code(routine: Routine, code: str, lang: Language) -> str:
    """Which codes a routine has."""
    known = " ".join([*in_order(routine.codes), NEVER])
    return text(lang, "not_for_me.unknown", code=code, number=routine.number, known=known)
