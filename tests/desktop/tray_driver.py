"""A program with nothing but a tray, for the tests: ``tray_driver.py STATE.json``.

USR1: read the state again. USR2: say the report. TERM: stop. Chosen commands go to stdout.
"""

import json
import signal
import sys
import threading
import time
from pathlib import Path

from deskbreak.app.ports.tray_ports import Entry, Icon, TrayView
from deskbreak.tray.system_tray import choose

STATE = Path(sys.argv[1])
WORDS = {
    "en": [
        "Sitting for {} min · next at 10:45", "Move now", "I am standing", "Snooze", "{} minutes",
        "Open configuration", "Language", "Quit", "deskbreak · next at 10:45",
    ],
    "ja": [
        "座って {} 分・次は 10:45 ごろ", "今すぐ動く", "立っています", "あとで", "{} 分",
        "設定ファイルを開く", "言語", "終了", "deskbreak・次は 10:45 ごろ",
    ],
}  # fmt: skip


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


class Program:
    def __init__(self) -> None:
        self.state = json.loads(STATE.read_text())
        self.looks = 0
        self.tray = choose()
        self.over = threading.Event()

    def view(self) -> TrayView:
        self.looks += 1
        lang = self.state.get("lang", "en")
        status, now, standing, snooze, minutes, config, language, leave, tip = WORDS[lang]
        kind, eighths, mark = self.state["icon"]
        entries = [
            Entry(status.format(self.looks)),
            Entry(""),
            Entry(now, "now", default=True),
            Entry(standing, "standing", checked=kind == "away"),
            Entry(
                snooze,
                children=tuple(Entry(minutes.format(m), f"snooze {m}m") for m in (5, 10, 15)),
            ),
            Entry(config, "config edit", enabled=False),
            Entry(
                language,
                children=(
                    Entry("English", "language en", checked=lang == "en"),
                    Entry("日本語", "language ja", checked=lang == "ja"),
                ),
            ),
            Entry(""),
            Entry(leave, "quit"),
        ]
        return TrayView(Icon(kind, eighths, mark), tip, tuple(entries))

    def read(self) -> None:
        self.state = json.loads(STATE.read_text())
        if self.state.get("storm"):
            final = self.state["icon"]
            storms = [threading.Thread(target=self.storm) for _ in range(4)]
            for each in storms:
                each.start()
            for each in storms:
                each.join()
            self.state["icon"] = final
        self.tray.refresh()
        say("READ")

    def storm(self) -> None:
        for number in range(100):
            self.state["icon"] = ["working", number % 9, False]
            self.tray.refresh()
            time.sleep(0.002)

    def run(self) -> None:
        signal.signal(signal.SIGUSR1, lambda *_: self.read())
        signal.signal(signal.SIGUSR2, lambda *_: self.report())
        signal.signal(signal.SIGTERM, lambda *_: self.over.set())
        self.tray.start(self.view, lambda command: say("COMMAND", command))
        say("STARTED")
        while not self.over.wait(0.2):
            pass
        self.tray.stop()
        say("STOPPED", [thread.name for thread in threading.enumerate()])

    def report(self) -> None:
        said = {"tray": self.tray.report(), "pillow": "PIL" in sys.modules}
        say("REPORT", json.dumps(said))


if __name__ == "__main__":
    Program().run()
