"""The facts of the 32 routines and ten checks as a table, straight from the catalogue (2.1, 3)."""

from deskbreak.domain.vocabulary.routine import (
    Check,
    CheckGroup,
    Code,
    Kind,
    OnFeet,
    Place,
    Prop,
    Region,
    Routine,
)

CODES = {
    "O": Code.OST,
    "U": Code.SURG,
    "P": Code.PREG,
    "D": Code.DIZZY,
    "W": Code.WRIST,
    "K": Code.KNEE,
    "S": Code.SHOULDER,
}

# number, id, kind, region, stage, places, props, discreet, effort, on feet, out ~ only easier if
TABLE = """
R01 diaphragmatic-breathing  breathing    breath 1 floor      -      0 1 brief PU
R02 breathing-90-90          breathing    breath 2 floor,wall wall   0 1 brief PU
R03 hip-hinge                hip          hip    1 standing   -      1 2 full  DU~K
R04 worlds-greatest-stretch  hip          hip    2 floor      -      0 3 brief OUPKW
R05 glute-bridge             hip          hip    2 floor      -      0 2 brief PU
R06 thread-the-needle        thoracic     thorax 1 floor      -      0 2 brief OUWSK
R07 towel-thoracic-extension thoracic     thorax 1 floor      towel  0 1 brief OUP
R08 cat-cow                  thoracic     thorax 1 floor      -      0 1 brief OUWK
R09 dead-bug                 stability    pelvis 3 floor      -      0 3 brief PU
R10 bird-dog                 stability    pelvis 3 floor      -      0 3 brief UWKS~O
R11 side-plank               stability    pelvis 3 floor      -      0 3 brief UPS
R12 thoracic-mobility-flow   thoracic     thorax 1 floor      towel  0 2 brief OUPWKS
R13 seated-pelvis-reset      hip          pelvis 0 seat       chair  3 1 brief U
R14 sit-to-stand             sit-to-stand hip    0 seat       chair  2 2 full  UD~K
R15 walk-one-minute          walking      whole  0 standing   -      3 1 full  ~U
R16 lift-practice            lifting      hip    0 standing   object 1 2 full  OUDK
R17 stand-one-minute         stand-up     whole  0 standing   -      3 1 full  ~UD
R18 seated-breathing         breathing    breath 1 seat       chair  3 1 brief -
R19 wall-rib-breathing       breathing    breath 2 wall       wall   2 1 full  ~D
R20 seated-hip-hinge         hip          hip    1 seat       chair  2 1 brief U
R21 desk-lunge-open          hip          hip    2 standing   desk   1 2 full  OUDK~S
R22 standing-heel-press      hip          hip    2 standing   desk   2 2 full  UD
R23 seated-thread-the-needle thoracic     thorax 1 seat       chair  2 1 brief OUS
R24 chair-back-extension     thoracic     thorax 1 seat       chair  2 1 brief U~OPS
R25 seated-cat-cow           thoracic     thorax 1 seat       chair  2 1 brief U~O
R26 desk-cat-cow             thoracic     thorax 1 standing   desk   1 1 full  OUD~WS
R27 wall-dead-bug            stability    pelvis 3 wall       wall   1 2 full  UD~PS
R28 desk-bird-dog            stability    pelvis 3 standing   desk   1 2 full  UD~OWS
R29 wall-side-plank          stability    pelvis 3 wall       wall   1 2 full  US
R30 foot-rocker              stand-up     whole  0 standing   -      3 1 full  ~D
R31 sit-to-stand-breath      sit-to-stand hip    1 seat       chair  2 2 full  UD~K
R32 march-at-desk            walking      whole  0 standing   desk   2 2 full  U~DK
"""

SEATED_CLOSE = frozenset({"R13", "R18", "R20", "R23", "R24", "R25"})

COUNTERPARTS = {
    "R01": "R18",
    "R02": "R19",
    "R03": "R20",
    "R04": "R21",
    "R05": "R22",
    "R06": "R23",
    "R07": "R24",
    "R08": "R25",
    "R09": "R27",
    "R10": "R28",
    "R11": "R29",
    "R14": "R31",
    "R15": "R32",
    "R26": "R08",
}
"""The desk form of a floor routine, and what else shares an aim; used in both directions."""

IDS = {row.split()[0]: row.split()[1] for row in TABLE.strip().splitlines()}


def _set(text: str) -> list[str]:
    return [] if text == "-" else text.split(",")


def _counterpart(number: str) -> str | None:
    back = {desk: floor for floor, desk in COUNTERPARTS.items()}
    other = COUNTERPARTS.get(number) or back.get(number)
    return IDS[other] if other else None


def _routine(row: str) -> Routine:
    number, name, kind, region, stage, places, props, discreet, effort, feet, codes = row.split()
    return Routine(
        number=number,
        id=name,
        kind=Kind(kind),
        region=Region(region),
        stage=int(stage),
        places=frozenset(Place("desk-seated" if one == "seat" else one) for one in _set(places)),
        props=frozenset(Prop(one) for one in _set(props)),
        discreet=int(discreet),
        effort=int(effort),
        on_feet=OnFeet(feet),
        seconds=60,
        leave_out=frozenset(CODES[one] for one in codes.partition("~")[0].strip("-")),
        easier_with=frozenset(CODES[one] for one in codes.partition("~")[2]),
        scheduled=number != "R12",
        seated_only=number in SEATED_CLOSE,
        counterpart=_counterpart(number),
    )


CATALOGUE = tuple(_routine(row) for row in TABLE.strip().splitlines())
BY_NUMBER = {one.number: one for one in CATALOGUE}
BY_ID = {one.id: one for one in CATALOGUE}

CHECKS = tuple(
    Check(
        number,
        name,
        CheckGroup(group),
        frozenset({Code.SURG}) if number == "C2" else frozenset(),
    )
    for number, name, group in (
        ("C1", "seat-on-sit-bones", "body"),
        ("C2", "pelvis-middle", "body"),
        ("C3", "back-quiet", "body"),
        ("C4", "knees-hips-right-angle", "place"),
        ("C5", "screen-height", "place"),
        ("C6", "keyboard-elbows", "place"),
        ("C7", "backrest-contact", "body"),
        ("C8", "foot-support", "place"),
        ("C9", "stood-this-hour", "rhythm"),
        ("C10", "weight-even", "body"),
    )
)
CHECK = {one.number: one for one in CHECKS}
