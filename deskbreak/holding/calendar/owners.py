"""Who a calendar belongs to, and whether they declined an event.

A calendar does not say who its owner is: an address in its own name or in the address it came from
is, else the one that takes part in everything.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from icalendar import Component
from icalendar.prop import vCalAddress

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NAMES = re.compile(r"^(?:X-WR-CALNAME|X-WR-RELCALID|X-OWNER)\b[^\n]*", re.MULTILINE)


def owners(head: str, source: str, events: Iterable[Component]) -> frozenset[str]:
    """Addresses of the owners; none if that cannot be told.

    ``head`` are the lines of the calendar itself, ``source`` is where it came from.
    """
    said = " ".join([unquote(source.partition("://")[2]), *NAMES.findall(head)])
    named = frozenset(address.casefold() for address in ADDRESS.findall(said))
    if named:
        return named
    parties = [
        frozenset(
            _address(one) for name in ("ATTENDEE", "ORGANIZER") for one in _people(event, name)
        )
        for event in events
        if "ATTENDEE" in event
    ]
    everywhere = frozenset.intersection(*parties) if len(parties) > 1 else frozenset()
    return everywhere if len(everywhere) == 1 else frozenset()


def declined(event: Component, owned_by: frozenset[str]) -> bool:
    """Whether an owner declined, or everybody did."""
    answers = {
        _address(one): str(one.params.get("PARTSTAT", "")).upper()
        for one in _people(event, "ATTENDEE")
    }
    asked = [answers[owner] for owner in owned_by if owner in answers] or list(answers.values())
    return bool(asked) and all(answer == "DECLINED" for answer in asked)


def _people(event: Component, name: str) -> Iterator[vCalAddress]:
    value = event.get(name, [])
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, vCalAddress):
            yield each


def _address(person: vCalAddress) -> str:
    return str(person).casefold().removeprefix("mailto:").strip()
