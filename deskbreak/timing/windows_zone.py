"""Which time zone Windows is set to now; a person on the road changes it while the program runs."""

import sys

KEY = r"SYSTEM\CurrentControlSet\Control\TimeZoneInformation"
VALUES = ("TimeZoneKeyName", "DynamicDaylightTimeDisabled")

if sys.platform == "win32":
    import winreg

    def zone_mark() -> object:
        """Changes when the zone, or the choice to follow its summer time, does."""
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, KEY) as key:
                return tuple(_value(key, name) for name in VALUES)
        except OSError:
            return ""

    def _value(key: winreg.HKEYType, name: str) -> object:
        try:
            return winreg.QueryValueEx(key, name)[0]
        except OSError:
            return None
