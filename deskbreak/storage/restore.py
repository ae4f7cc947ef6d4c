"""What was, read back from the database when the daemon starts.

A value that cannot be read is set aside inside the database, and the clock starts from 0. Instants
count from the boot of the machine: after another boot the state is moved to the new clock, and how
long the daemon was down is told by the wall clock, never below 0.
"""

from datetime import tzinfo
from typing import NamedTuple

from deskbreak.app import codec
from deskbreak.domain.machine.state import State, begin, rebased
from deskbreak.domain.time.units import MINUTE, Now
from deskbreak.domain.vocabulary.routine import Check, Routine
from deskbreak.domain.vocabulary.settings import Settings
from deskbreak.storage.ledger import SETTINGS, STATE, Ledger


class Restored(NamedTuple):
    """The state to go on with."""

    state: State
    first: bool = False
    """There was none: this is the very first start."""
    lost: bool = False
    """There was one, and it could not be read."""


def restore(  # what the state needs anew at every start comes last
    ledger: Ledger,
    boot: str,
    now: Now,
    zone: tzinfo,
    seed: int,
    catalogue: tuple[Routine, ...],
    checks: tuple[Check, ...] = (),
) -> Restored:
    """The state as it was left, on today's clock; or a first one.

    ``boot`` names this boot of the machine, empty where that cannot be told; ``seed`` is for a
    state that begins now.
    """
    settings = last_good(ledger, now)
    saved = ledger.load(STATE)
    if saved is None:
        return Restored(begin(now, settings, catalogue, seed, checks), first=True)
    try:
        state = codec.decode(saved.body, settings, catalogue, zone, saved.version, checks)
    except codec.Unreadable as error:
        ledger.set_aside(STATE, str(error), now)
        return Restored(begin(now, settings, catalogue, seed, checks), lost=True)
    if saved.boot != boot or not _same_clock(state, boot, now):
        down = max(0, now.epoch - state.epoch)
        state = rebased(state, now.instant - down - state.at)
    return Restored(state)


def last_good(ledger: Ledger, now: Now) -> Settings:
    """The settings that were last in force, until the files have been read."""
    saved = ledger.load(SETTINGS)
    if saved is None:
        return Settings()
    try:
        return codec.decode_settings(saved.body)
    except codec.Unreadable as error:
        ledger.set_aside(SETTINGS, str(error), now)
        return Settings()


def _same_clock(state: State, boot: str, now: Now) -> bool:
    """Whether instants of the state may be compared with now.

    Where boots have no names, both clocks must still be as far apart as they were.
    """
    drift = abs(now.epoch - now.instant - state.offset)
    return state.at <= now.instant and (bool(boot) or drift < MINUTE)
