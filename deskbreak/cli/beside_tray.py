"""Runs the daemon beside its tray: in this thread, or in another if the tray wants this one."""

from collections.abc import Callable
from typing import Protocol


class StoppableTray(Protocol):
    """What is asked of a tray here.

    One with a true ``wants_main_thread`` also has ``run``, which returns after ``stop``.
    """

    def stop(self) -> None: ...


def beside(tray: StoppableTray | None, work: Callable[[], int]) -> int:
    """Do the work to its end, then take the icon away; what the work raises is raised here.

    A tray that wants the main thread (macOS) gets it meanwhile, and ends when the work does,
    however it does.
    """
    run = getattr(tray, "run", None) if getattr(tray, "wants_main_thread", False) else None
    if tray is None:
        return work()
    if run is None:
        try:
            return work()
        finally:
            tray.stop()
    import threading  # noqa: PLC0415 - only there

    ended: list[int | BaseException] = []

    def in_thread() -> None:
        try:
            ended.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised in the main thread
            ended.append(error)
        finally:
            tray.stop()

    thread = threading.Thread(target=in_thread, name="daemon")
    thread.start()
    run()
    thread.join()
    (found,) = ended
    if isinstance(found, BaseException):
        raise found
    return found
