"""Why the ledger cannot be written, in both languages."""

import os
from errno import ENOSPC
from pathlib import Path

import pytest

from deskbreak.app.ledger_words import FORMS, ledger_words
from deskbreak.content.strings import text

SAID = {
    "link": "it is a link that leads nowhere: mend or remove the link",
    "no_file": "it is no file: move it away",
    "folder": "the folder /x cannot be written to: give yourself the right to",
    "denied": "it cannot be written to: give yourself the right to",
    "written_over": "another program writes over it",
    "begun_anew": "it was no sound database any more: it is kept as /x, and a new one is begun",
    "damaged": "it is no sound database, and no other can be begun: disk I/O error",
    "locked": "database is locked",
    "full": os.strerror(ENOSPC),
    "other": "disk I/O error",
}
NEWER = (
    "/d/l.db was written by a newer deskbreak (schema 9, this one knows 2): update deskbreak; "
    "nothing was changed"
)


@pytest.mark.parametrize("key", SAID)
def test_each_reason_has_its_words_and_names_the_file(key: str) -> None:
    why = f"/d/l.db: {SAID[key]}"
    assert ledger_words(why, "en") == why
    what = {"folder": "/x", "begun_anew": "/x", "other": SAID[key]}.get(key, "")
    words = text("ja", f"ledger_reasons.{key}", what=what)
    assert ledger_words(why, "ja") == text("ja", "ledger_reasons.line", file="/d/l.db", what=words)


def test_one_of_a_newer_program_names_its_file_once() -> None:
    assert ledger_words(NEWER, "en") == NEWER
    said = ledger_words(NEWER, "ja")
    assert said == "/d/l.db（新しい版のdeskbreakで作られています）"


def test_every_form_is_tried_here_and_every_reason_of_the_store_has_one() -> None:
    assert {key for key, _ in FORMS} == {*SAID, "newer"}
    storage = Path(__file__).parents[2] / "deskbreak/storage"
    source = (storage / "file_reasons.py").read_text() + (storage / "ledger.py").read_text()
    for said in ("link that leads nowhere", "it is no file", "cannot be written to", "is kept as"):
        assert said in source
