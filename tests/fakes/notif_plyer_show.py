"""Shows one notice through plyer, in a process whose environment is the desk's.

    python -W error notif_plyer_show.py TITLE BODY LIMIT

Writes "shown" or why not, then whether somebody else's warning would still be heard.
"""

import asyncio
import os
import sys
import warnings

from deskbreak.app.ports.notice_ports import Button, Notice, NotifierError
from deskbreak.notices.plyer_notifier import Plyer
from deskbreak.protocols.dbus.connection import session_address
from deskbreak.protocols.dbus.shared_connection import Link


async def main(title: str, body: str, limit: str) -> None:
    link = Link(session_address(os.environ))
    plyer = Plyer(link, limit=float(limit))
    try:
        await plyer.show(Notice("p1", title, body, (Button("start", "Start"),)))
        sys.stdout.write("shown\n")
    except NotifierError as error:
        sys.stdout.write(f"{error}\n")
    await plyer.withdraw("p1")
    await plyer.close()
    await link.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
    try:
        warnings.warn("somebody else's", stacklevel=1)
    except UserWarning:
        sys.stdout.write("warnings are heard\n")
