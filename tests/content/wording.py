"""Catalogue 7 as a function: what a text must not say, in either language.

Other folders may use it too: ``from content.wording import said_wrongly``.
"""

import re

FORBIDDEN: tuple[tuple[str, str], ...] = (
    ("a percentage", r"[%％]|\bper ?cent|パーセント|\d+\s*割"),
    (
        "a promise of cure or prevention",
        (
            r"\bcur(e|es|ed|ing)\b|\bheal(s|ed|ing)?\b|\bprevent|pain[- ]free|\bget rid of\b"
            r"|\bend(s|ed|ing)? (your |the |back )*pain|\brelie(f|ve)|\bremed|\bguarantee"
            r"|治る|治り|治し|治す|完治|予防|防げ|防ぐ|痛みが(消|取れ|なくな)|腰痛が(消|取れ|なくな|楽)"
            r"|再発|改善"
        ),
    ),
    (
        "an order to spare the back",
        (
            r"(don't|do not|never) (use|move|bend) your (low )?back"
            r"|\b(protect|lock|guard)(ing)? your (low )?back"
            r"|腰を(使うな|使わない|守|固めろ|動かすな)"
        ),
    ),
    (
        "right and wrong posture",
        (
            r"\b(correct|wrong|bad|good|proper|right|poor) posture"
            r"|(正しい|間違った|悪い|良い|よい)姿勢|姿勢が悪い"
        ),
    ),
    ("pain as a fault of the mind", r"in your (head|mind)\b|malfunction|気のせい|誤作動"),
    (
        "harm and fear",
        r"\bdanger|\bdamag|\bwear\b|\bharmful|\binjur|\bruin|危険|損傷|壊れ|壊す|悪化|害(が|に|を)",
    ),
    (
        "failure and streaks",
        r"\bfail|\bstreak|\bgive up|失敗|連続(記録|達成|\d)|記録が途切れ|挫折|\bmissed\b",
    ),
)


def said_wrongly(words: str) -> list[str]:
    """What is wrong with a text, one short reason each; empty when it may be shown."""
    return [
        f"{what}: {found[0]!r}"
        for what, pattern in FORBIDDEN
        if (found := re.search(pattern, words, re.IGNORECASE))
    ]
