"""What a notification server can do, and how a notice must look for it.

The rules, each learnt from a real server:

- At most three buttons: GNOME drops a fourth.
- The title is plain text everywhere; an escaped one shows a literal ``&amp;``.
- The body is markup where the server says so, and on dunst, which does not say it. Unescaped,
  "<3 &" loses text on LXQt; escaped for a plain server it would show ``&lt;3 &amp;``.
- A ``default`` action is a click on the body. LXQt counts it as a button and then presses the
  wrong one, so it gets none. Xfce makes a button of it unless its label is empty; elsewhere the
  label is needed, because the menus of dunst and mako list it.
- The picture goes to every server: the specification ties the hint to no capability, and a server
  that shows none passes over it. It goes by URI, so that any folder name works; but swaync and
  Cinnamon know only a bare path: swaync shows nothing for a URI, Cinnamon a broken picture. LXQt
  knows it only under its old name ``image_path``, and shows nothing if the new one is there too.
- LXQt leaves the buttons of a popup standing when one with others, or none, takes its place: there
  the old one is closed first.
- LXQt takes the room for the buttons from the body: blank lines at its end are lost in its stead.
- dunst and mako know buttons but show none: there the body says where else to answer.
- A timeout of 0 keeps a popup on the screen, except on GNOME, which knows no timeouts. GNOME's
  older notification-daemon never takes such a popup away again, not even when told to, and shows
  no other one meanwhile: it is not asked.
- Urgency is normal: critical would stay on the screen and pass do-not-disturb.
- Only a server that says ``sound`` may be asked for one, or to be silent.

Source: Desktop Notifications Specification 1.2.
"""

from typing import TYPE_CHECKING, NamedTuple, Self, TypeAlias, cast

from msgspec import Struct

from deskbreak.app.ports.notice_ports import Notice
from deskbreak.notices.notice_text import APP, desktop_entry, offered
from deskbreak.protocols.dbus.sayable_text import sayable
from deskbreak.protocols.dbus.types import BusError, Peer

if TYPE_CHECKING:  # this file is also read where there is no D-Bus
    from deskbreak.protocols.dbus.connection import Bus

NAME = "org.freedesktop.Notifications"
SERVER = Peer(NAME, "/org/freedesktop/Notifications", NAME)

BARE_PATH = ("swaync", "swaynotificationcenter", "cinnamon")
"""Products, in small letters, that take no URI for a picture."""

SERVERS_CHOICE, FOREVER = -1, 0
"""The popup closes when the server thinks fit; the prompt stays in the tray."""

DEFAULT = "default"
NORMAL = 1
NO_BUTTONS_SEEN = ("dunst", "mako")
"""Products, in small letters, whose popups list their buttons only in a menu or by a command."""

BLANK = "\n\u00a0"
"""A line that a server does not strip."""

LINES_OF_BUTTONS = 3
"""Lines of the body that LXQt's buttons take away."""
SOUND = "message-new-instant"

Hints: TypeAlias = dict[str, tuple[str, object]]

SILENT: Hints = {"suppress-sound": ("b", True)}


class Server(Struct, frozen=True):
    """One running server; ``owner`` is its unique bus name and so marks one life of it."""

    owner: str
    product: str
    capabilities: frozenset[str]
    vendor: str = ""

    @classmethod
    async def ask(cls, bus: "Bus", owner: str, limit: float | None = 5.0) -> Self:
        """Ask the server about itself; BusError if it takes over ``limit`` s for an answer."""
        peer = SERVER._replace(name=owner)
        (capabilities,) = await bus.call(peer, "GetCapabilities", limit=limit, gives="as")
        product, vendor, *_ = await bus.call(
            peer, "GetServerInformation", limit=limit, gives="ssss"
        )
        known = frozenset(cast("list[str]", capabilities))
        return cls(owner, str(product), known, str(vendor))

    async def notify(self, bus: "Bus", message: "Message", replaces: int) -> int:
        """Show it in place of popup ``replaces`` (0: of none); its number.

        BusError if the server does not take it, or says so in a way that cannot be believed.
        """
        text = (APP, replaces, "", message.title, message.body)
        rest = (message.actions, message.hints, message.timeout)
        peer, types = SERVER._replace(name=self.owner), "susssasa{sv}i"
        body = (*text, *rest)
        (number,) = await bus.call(peer, "Notify", types, body, limit=None, gives="u")
        if not number:
            raise BusError("the notification server gave the notice no number")
        return cast("int", number)

    def message(self, notice: Notice) -> "Message":
        """The notice as this server must get it."""
        actions = self.actions(notice)
        body = notice.body
        if notice.elsewhere and not (actions and self._shows_buttons and notice.buttons):
            body = f"{body}\n{notice.elsewhere}"
        if actions and self._is_lxqt:
            body += BLANK * LINES_OF_BUTTONS
        return Message(
            sayable(notice.title),
            self.body(sayable(body)),
            [sayable(each) for each in actions],
            self.hints(notice),
            FOREVER if notice.stays and not self._never_lets_go else SERVERS_CHOICE,
        )

    @property
    def _is_lxqt(self) -> bool:
        return "lxqt" in self.product.lower()

    @property
    def _shows_buttons(self) -> bool:
        return self.product.lower() not in NO_BUTTONS_SEEN

    @property
    def _is_xfce(self) -> bool:
        return "xfce" in self.product.lower()

    @property
    def _never_lets_go(self) -> bool:
        """Whether a popup that was asked to stay cannot be taken away (GNOME's older daemon)."""
        return (self.product.lower(), self.vendor.lower()) == ("notification daemon", "gnome")

    @property
    def keeps_old_buttons(self) -> bool:
        """Whether a popup that takes the place of another one has that one's buttons."""
        return self._is_lxqt

    @property
    def hides_popups(self) -> bool:
        """Whether a popup is put away after some seconds though it should stay."""
        return "gnome" in self.product.lower() or self._never_lets_go

    def body(self, text: str) -> str:
        """The body as this server must get it."""
        if "body-markup" in self.capabilities or self.product.lower() == "dunst":
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text

    def actions(self, notice: Notice) -> list[str]:
        """Keys and labels in turn, the click on the body included where it does no harm."""
        if "actions" not in self.capabilities:
            return []
        listed = [part for button in offered(notice) for part in (button.action, button.label)]
        if notice.default_action is None or self._is_lxqt:
            return listed
        labels = {button.action: button.label for button in notice.buttons}
        label = "" if self._is_xfce else labels.get(notice.default_action, notice.title)
        return [DEFAULT, label, *listed]

    def hints(self, notice: Notice) -> Hints:
        """Everything else the server is told."""
        hints: Hints = {"urgency": ("y", NORMAL), "desktop-entry": ("s", desktop_entry())}
        if notice.picture is not None:
            name = "image_path" if self._is_lxqt else "image-path"
            wants_path = any(each in self.product.lower() for each in BARE_PATH)
            place = str(notice.picture) if wants_path else notice.picture.as_uri()
            hints[name] = ("s", sayable(place))
        if "sound" in self.capabilities:
            hints |= {"sound-name": ("s", SOUND)} if notice.sound else SILENT
        return hints


class Message(NamedTuple):
    """A notice in the words of a server."""

    title: str
    body: str
    actions: list[str]
    """Keys and labels in turn."""
    hints: Hints
    timeout: int = SERVERS_CHOICE


class Shown(Struct, frozen=True):
    """What a popup's id stands for.

    ``actions``: what each of the server's action keys means; ``wanted``: the show it came from.
    """

    key: str
    actions: dict[str, str]
    wanted: object
