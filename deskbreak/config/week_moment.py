"""The form of a moment of every week: ``"fri 16:30"``, or ``""`` for never."""

import re

from deskbreak.config.file_problems import Fault
from deskbreak.config.forms import Form, wrong
from deskbreak.domain.vocabulary.settings import WeekMoment

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
JAPANESE = "月火水木金土日"
_DAY = rf"(?:({'|'.join(WEEKDAYS)})[a-z]*|([{JAPANESE}])曜?日?)"
_FORM = re.compile(rf"{_DAY}\s+(\d{{1,2}}):(\d\d)")


class MomentOfWeek(Form[WeekMoment | None], frozen=True):
    """A weekday and a time of day; empty: never."""

    def allowed(self) -> str:
        return '"fri 16:30", or "" for never'

    def read(self, value: object) -> WeekMoment | None:
        if value is None or value == "":
            return None
        found = _FORM.fullmatch(value.strip().lower()) if isinstance(value, str) else None
        if found is None or int(found[3]) > 23 or int(found[4]) > 59:
            raise wrong(Fault.WEEK_MOMENT)
        weekday = WEEKDAYS.index(found[1]) if found[1] else JAPANESE.index(found[2])
        return WeekMoment(weekday, int(found[3]) * 60 + int(found[4]))

    def write(self, value: WeekMoment | None) -> str:
        if value is None:
            return ""
        hour, minute = divmod(value.minutes, 60)
        return f"{WEEKDAYS[value.weekday]} {hour:02}:{minute:02}"
