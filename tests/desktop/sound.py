"""Real sound servers on a desk."""

import subprocess

from desk import Desk, wait_for


def pulseaudio(desk: Desk, *modules: str) -> None:
    """PulseAudio with these modules."""
    loads = [word for module in modules for word in ("-L", module)]
    desk.spawn(
        "pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no",
        "-L", "module-native-protocol-unix",
        *loads,
    )  # fmt: skip
    wait_for((desk.folder / "run/pulse/native").exists, said="PulseAudio")


def start_pipewire(desk: Desk) -> None:
    """PipeWire with its session manager and PulseAudio's protocol."""
    desk.bus()
    desk.spawn("pipewire")
    wait_for((desk.folder / "run/pipewire-0").exists, said="PipeWire")
    desk.spawn("wireplumber")
    desk.spawn("pipewire-pulse")
    wait_for((desk.folder / "run/pulse/native").exists, said="its PulseAudio server")


class node:  # noqa: N801 -- used like a function
    """A node in PipeWire's graph for as long as the block."""

    def __init__(self, desk: Desk, name: str, media_class: str, factory: str = "audio") -> None:
        kind = "support.null-audio-sink" if factory == "audio" else "videotestsrc"
        adapter = "adapter" if factory == "audio" else "spa-node-factory"
        self.props = f"{{ factory.name={kind} node.name={name} media.class={media_class} }}"
        self.desk, self.adapter = desk, adapter

    def __enter__(self) -> None:
        self.process = subprocess.Popen(
            ["pw-cli"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=self.desk.env, text=True,
        )  # fmt: skip
        assert self.process.stdin is not None
        self.process.stdin.write(f"create-node {self.adapter} {self.props}\n")
        self.process.stdin.flush()

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait(5)
