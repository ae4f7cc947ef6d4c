"""The guide's window: shows the minute, takes keys and clicks, tells what happened.

It is shown without taking the focus and stays on top, low on the right of the screen in use.
Keys: Space pause, → next step, E easier, H it hurts, S when to stop, D done, Esc stop here; 1 to 3
choose an answer.
"""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QCursor,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QScreen,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.app.guide_protocol import GuideReport, Opened
from deskbreak.content.strings import text
from deskbreak.guide.card_page import CardPage
from deskbreak.guide.frame_cache import FRAMES, Reel
from deskbreak.guide.guide_words import Words
from deskbreak.guide.lesson import Lesson
from deskbreak.guide.look import HEIGHT, MARGIN, WIDTH, Look, Style
from deskbreak.guide.minute import Act, Card, Minute, begin
from deskbreak.guide.moving_page import IDLE, MovingPage
from deskbreak.guide.narrator import Narrator
from deskbreak.guide.pages import page_of, stop_page
from deskbreak.guide.pill import Glyph
from deskbreak.guide.thumbs import ThumbRow

KEYS = {
    Qt.Key.Key_Space: Act.PAUSE,
    Qt.Key.Key_Right: Act.SKIP,
    Qt.Key.Key_E: Act.EASIER,
    Qt.Key.Key_H: Act.HURTS,
    Qt.Key.Key_S: Act.READ,
    Qt.Key.Key_D: Act.DONE,
    Qt.Key.Key_Escape: Act.CLOSE,
}


class Window(QDialog):
    """One guided minute.

    Args:
        lesson: what is shown.
        look: its colours.
        tell: gets every report, the last one being ``Closed``.
        easier: begin with the easier form.
        still: two poses in place of motion.
        now: a clock in seconds.
    """

    def __init__(
        self,
        lesson: Lesson,
        look: Look,
        tell: Callable[[GuideReport], None],
        *,
        easier: bool = False,
        still: bool = False,
        now: Callable[[], float] = perf_counter,
    ) -> None:
        flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        # A tool has no entry in a task list: nothing flashes there, and GNOME has no "is ready".
        super().__init__(None, Qt.WindowType.Tool | flags)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(text(lesson.language, "guide.window", routine=lesson.title))
        self._rounded = QGuiApplication.platformName() != "xcb"  # without a compositor: black
        if self._rounded:
            self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        self._style = Style(look, lesson.language, _scale(screen))
        self._lesson, self._tell, self._now = lesson, tell, now
        self._opened = False
        self._said = ""
        moves = lesson.movement
        self.reel = None if moves is None else Reel(moves, look.figure, still=still)
        self._minute = begin(lesson.plan, now(), easier=easier)
        self._narrator = Narrator(lesson.script)
        self._page: CardPage | None = None
        self._of: object = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._build()
        self._place(screen)
        self._show()

    @property
    def minute(self) -> Minute:
        """The minute as it is now."""
        return self._minute

    # Building.

    def _build(self) -> None:
        style, px = self._style, self._style.px
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, style.colour("ground"))
        self.setPalette(palette)
        self.setFixedSize(px(WIDTH), px(HEIGHT))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(24), px(20), px(24), px(20))
        self._column.setSpacing(px(8))
        self._title = Words(style, 13, QFont.Weight.DemiBold, "mute", left=True, width=0)
        self._title.say(self._lesson.title)
        self._column.addWidget(self._title)
        head = QHBoxLayout()
        head.setSpacing(px(6))
        self._row = ThumbRow(style)
        head.addLayout(self._row)
        head.addStretch(1)
        stop = text(self._lesson.language, "guide.stop")
        self._close = Glyph(style, "close", stop, lambda: self.do(Act.CLOSE), size=40)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        self._fill_row()
        self._moving = MovingPage(style, self._lesson, self.reel, self.do)
        self._column.addWidget(self._moving, 1)

    def _fill_row(self) -> None:
        """A small picture for each step of the form that is shown."""
        easier = self._eased = self._minute.easier
        steps = () if self._lesson.plan.only_check else self._lesson.told(easier=easier).steps
        reel = self.reel
        self._row.fill(
            steps, lambda step: None if reel is None else reel.thumbnail(step, easier=easier)
        )
        if self._opened:
            self._row.draw()

    def _place(self, screen: QScreen) -> None:
        """Low on the right of the screen in use; Wayland places windows itself."""
        room = screen.availableGeometry()
        gap = self._style.px(MARGIN)
        corner = QPoint(self.width() + gap - 1, self.height() + gap - 1)
        self.move(room.bottomRight() - corner)

    # Life.

    def open(self) -> None:
        """Show it and let the time run."""
        self.show()
        if self._of is None:
            self._moving.pause.setFocus(Qt.FocusReason.OtherFocusReason)
        self._timer.start(1000 // FRAMES)

    def do(self, act: Act) -> None:
        """Something was pressed."""
        self._take(*self._minute.act(act, self._now()))

    def say_of_listener(self, key: str) -> None:
        """That nobody listens any more, in place of the title; "": there is nothing to say."""
        if key:
            words = text(self._lesson.language, f"guide.alone.{key}")
            if words != self._title.accessibleName():
                self._title.say(words)
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def end(self) -> None:
        """Asked to go, by the system or the daemon: stop here, and close whatever is shown."""
        while self._minute.card is not Card.CLOSED:
            self.do(Act.CLOSE)

    def _tick(self) -> None:
        self._take(*self._minute.tick(self._now()))

    def _take(self, minute: Minute, told: tuple[GuideReport, ...]) -> None:
        self._minute = minute
        for report in (*told, *self._narrator.look(minute, self._now())):
            self._tell(report)
        if minute.card is Card.CLOSED:
            self._timer.stop()
            self.close()
        else:
            self._show()

    def _show(self) -> None:
        """Bring the window up to the minute."""
        it, now = self._minute, self._now()
        reading = "reading" in it.stops
        which = (it.card, reading, it.said) if it.on_page else None
        if which != self._of:
            self._of = which
            self._turn(it, reading=reading)
        if it.easier is not self._eased:
            self._fill_row()
        self._row.show_step(it.step, running=it.running, done=it.done)
        pace = self._moving.show_minute(it, now) if which is None else IDLE
        if self._timer.isActive() and self._timer.interval() != pace:
            self._timer.setInterval(pace)
        self._announce(it)

    def _turn(self, it: Minute, *, reading: bool) -> None:
        """Another page."""
        if self.focusWidget() is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # nobody meant the next button
        if self._page is not None:
            self._column.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
            self._page = None
        self._moving.setVisible(self._of is None)
        if self._of is None:
            self._moving.pause.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        page = stop_page(self._lesson) if reading else page_of(it, self._lesson)
        self._page = CardPage(self._style, page, self._lesson, self.do)
        self._column.addWidget(self._page, 1)
        for one, other in zip(self._page.buttons, self._page.buttons[1:], strict=False):
            QWidget.setTabOrder(one, other)
        name = text(self._lesson.language, "guide.stop" if it.running else "guide.close")
        self._close.show_sign("close", name)

    def _announce(self, it: Minute) -> None:
        """Tell a screen reader what is new."""
        told = self._lesson.told(easier=it.easier)
        said = told.steps[it.step] if it.card is Card.STEP else ""
        if self._page is not None:
            said = self._page.said
        if said and said != self._said:
            self._said = said
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    # What Qt calls.

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of the guide."""
        key = Qt.Key(event.key())
        number = key.value - Qt.Key.Key_1.value
        if self._page is not None and 0 <= number < len(self._page.buttons):
            self._page.buttons[number].click()
        elif (
            key in KEYS
            and not event.isAutoRepeat()
            and (key != Qt.Key.Key_Space or self._of is None)
        ):
            self.do(KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._of is None:
            if not event.isAutoRepeat():
                self._moving.press_main()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The window is moved by its ground."""
        handle = self.windowHandle()
        if event.button() is Qt.MouseButton.LeftButton and handle is not None:
            handle.startSystemMove()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Minimised: the clock stands still."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self._opened:
            self.do(Act.HIDE if self.isMinimized() else Act.SHOW)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closed by the desktop: like the cross."""
        if self._minute.card is not Card.CLOSED:
            self.do(Act.CLOSE)
        super().closeEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ground with its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._style.colour("ground"))
        painter.setPen(QPen(self._style.colour("edge"), 1))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = self._style.px(20) if self._rounded else 0
        painter.drawRoundedRect(box, radius, radius)
        painter.end()
        if not self._opened:
            self._opened = True
            QTimer.singleShot(0, self._is_open)

    def _is_open(self) -> None:
        """The first frame is on the screen."""
        self._tell(Opened())
        self._row.draw_later()


def _scale(screen: QScreen) -> float:
    """Smaller where the screen has too little room."""
    room = screen.availableGeometry()
    fits = min((room.height() - MARGIN) / HEIGHT, (room.width() - MARGIN) / WIDTH)
    return max(min(fits, 1.0), 0.5)
