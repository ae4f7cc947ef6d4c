"""The page of the running minute: stage, word, what to do, buttons."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.content.strings import text
from deskbreak.guide.figure_stage import Ring, Stage
from deskbreak.guide.frame_cache import FRAMES, Frame, Reel
from deskbreak.guide.guide_words import Words
from deskbreak.guide.lesson import Lesson
from deskbreak.guide.look import Style
from deskbreak.guide.minute import Act, Card, Minute
from deskbreak.guide.pill import Glyph, Pill
from deskbreak.guide.progress import progress

SIDE, ROOM = 340, 384
"""Px of the stage, and for a line."""
BELOW, WORD, PROGRESS, TEXT = 8, 54, 22, 112
"""Px below the ring (kanji stand high in their line), for the word, for the line under it, and for
what to do with its cue."""
RESTING, IDLE = 66, 200
"""Ms between two pictures: of a figure that rests, and of one that stands still."""
SIZES = ((17, 14), (16, 14), (15, 13), (14, 12.5), (13, 12))
"""Letters of what to do and of its cue; the first pair that fits."""

Do = Callable[[Act], None]


class MovingPage(QWidget):
    """Shows one moment of a running minute."""

    def __init__(self, style: Style, lesson: Lesson, reel: Reel | None, do: Do) -> None:
        super().__init__()
        self._style, self._lesson, self._reel = style, lesson, reel
        language = lesson.language
        self._stage = Stage(style, text(language, "guide.figure", routine=lesson.title), SIDE)
        self._word = Words(style, 36, QFont.Weight.Bold, width=0)
        self._what = Words(style, 17, QFont.Weight.Medium)
        self._cue = Words(style, 14, colour="mute")
        self._progress = Words(style, 13, colour="mute", width=0)
        self._shown: Frame | None = None
        self._told = ("", "")
        self._left = 0

        def says(key: str) -> str:
            return text(language, key)

        self.pause = Glyph(style, "pause", says("guide.pause"), lambda: do(Act.PAUSE), size=46)
        self.pause.setParent(self._stage)
        centre, half = self._stage.badge_centre(), self.pause.width() / 2
        left = self._stage.width() - centre.x() - half
        self.pause.move(round(left), round(centre.y() - half))
        self._main = Pill(style, says("prompt.buttons.done"), "main", self.press_main, height=48)
        self._skip = Pill(style, says("minute.skip"), "plain", lambda: do(Act.SKIP), height=48)
        self._easier = Pill(
            style, says("guide.easier"), "bare", lambda: do(Act.EASIER), height=40, size=14
        )
        self._hurts = Pill(
            style, says("guide.hurts"), "hurts", self._press_hurts, height=40, size=14
        )
        self._read = Pill(
            style, says("guide.when_to_stop"), "bare", lambda: do(Act.READ), height=40, size=14
        )
        self._do, self._main_act, self._hurts_act = do, Act.DONE, Act.HURTS
        self._lower = QHBoxLayout()
        self._lay_out()

    def press_main(self) -> None:
        """As a press of the coloured button: Start, or Done."""
        self._do(self._main_act)

    def _press_hurts(self) -> None:
        self._do(self._hurts_act)

    def _share(self) -> None:
        """The lower buttons' widths: equal, or as their labels need where one is long."""
        long = self._hurts_act is Act.UNFIT
        for button in (self._easier, self._hurts, self._read):
            self._lower.setStretchFactor(button, button.sizeHint().width() if long else 1)

    def _lay_out(self) -> None:
        px = self._style.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stage, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(px(BELOW))
        self._word.setFixedHeight(px(WORD))
        across = Qt.AlignmentFlag.AlignHCenter
        self._word.setAlignment(across | Qt.AlignmentFlag.AlignBottom)
        column.addWidget(self._word)
        self._progress.setFixedHeight(px(PROGRESS))
        column.addWidget(self._progress)
        words = QWidget()
        words.setFixedHeight(px(TEXT))
        lines = QVBoxLayout(words)
        lines.setContentsMargins(px(2), 0, px(2), 0)
        lines.setSpacing(px(4))
        lines.addWidget(self._what)
        lines.addWidget(self._cue)
        lines.addStretch(1)
        column.addWidget(words)
        column.addStretch(1)
        upper, lower = QHBoxLayout(), self._lower
        upper.setSpacing(px(8))
        lower.setSpacing(px(4))
        upper.addWidget(self._main, 3)
        upper.addWidget(self._skip, 2)
        for button in (self._easier, self._hurts, self._read):
            lower.addWidget(button, 1)
        column.addLayout(upper)
        column.addSpacing(px(6))
        column.addLayout(lower)

    def show_minute(self, it: Minute, now: float) -> int:
        """Show a moment; returns after how many ms there is something else to show."""
        language, lesson = self._lesson.language, self._lesson
        paused = bool(it.stops & {"pause", "hidden"})
        at_step = it.card is Card.STEP
        seconds = it.elapsed(now) if at_step else 0.0
        frame, word = self._picture(it, seconds)
        self._word.say(self._word_of(it, word, paused=paused))
        told = lesson.told(easier=it.easier)
        if at_step or not told.before:
            self._tell(told.steps[it.step], told.cue)
        else:
            self._tell(told.before[0], "\n".join(told.before[1:]))
        self._progress.say(self._fitted(progress(lesson, it, now).line))
        left = ceil(it.left(now) - 1e-6)
        ring = Ring(
            it.seconds,
            it.step if at_step else 0,
            seconds / it.seconds[it.step] if at_step else 0.0,
        )
        self._stage.show_frame(frame, ring, str(left) if left else "")
        if left != self._left:
            self._left = left
            self._stage.setAccessibleDescription(
                text(language, "running.remaining", seconds=left) if left else ""
            )
        self._main_act = Act.DONE if at_step else Act.START
        self._relabel(self._main, "prompt.buttons.done" if at_step else "guide.start")
        unfit = bool(lesson.plan.codes) and not at_step
        self._hurts_act = Act.UNFIT if unfit else Act.HURTS
        self._relabel(self._hurts, "guide.not_for_me" if unfit else "guide.hurts")
        self._skip.setEnabled(at_step)
        self._relabel(self._easier, "minute.standard" if it.easier else "guide.easier")
        sign = ("play", "minute.continue") if paused else ("pause", "guide.pause")
        name = text(language, sign[1])
        if self.pause.accessibleName() != name:
            self.pause.show_sign(sign[0], name)
        moved, self._shown = frame is not self._shown, frame
        if it.stops or self._reel is None:
            return IDLE
        return 1000 // FRAMES if moved and at_step else RESTING

    def _tell(self, what: str, cue: str) -> None:
        """What to do, and its cue, in the largest letters that fit."""
        if (what, cue) == self._told:
            return
        self._told = (what, cue)
        for large, small in SIZES:
            self._what.say(what, large)
            self._cue.say(cue, small)
            needed = self._what.height_of(what) + self._cue.height_of(cue)
            if needed + self._style.px(4) <= self._style.px(TEXT):
                break

    def _fitted(self, words: str) -> str:
        """One line that is no wider than the page."""
        metrics, room = QFontMetricsF(self._progress.font()), self._style.px(ROOM)
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)

    def _picture(self, it: Minute, seconds: float) -> tuple[Frame | None, str | None]:
        if self._reel is None:
            return None, None
        frame = self._reel.frame(it.step, seconds, easier=it.easier)
        return frame, self._reel.word(it.step, seconds, easier=it.easier)

    def _word_of(self, it: Minute, word: str | None, *, paused: bool) -> str:
        """The one large word."""
        language = self._lesson.language
        if paused:
            return text(language, "minute.paused")
        if it.card is not Card.STEP:
            return text(language, "guide.get_ready")
        return text(language, f"minute.words.{word}") if word else ""

    def _relabel(self, button: Pill, key: str) -> None:
        label = text(self._lesson.language, key)
        if button.text() != label:
            button.setText(label)
            self._share()
