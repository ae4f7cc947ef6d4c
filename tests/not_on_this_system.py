"""What of the suite is not for Windows or macOS, and why: the one place where it is said."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent

LINUX_DESKTOP = "it starts displays, buses, panels or sound servers of Linux"
DBUS = "it speaks D-Bus; jeepney is not installed there"
MODES = "it is about the owners and modes of POSIX files"
PSEUDO = "it types into a pseudoterminal"
SIGNALS = "it sends signals that Windows does not have"
SHELL = "its stand-ins for programs are shell scripts"
NAMES = "it is about names, links or devices that Windows does not allow"
WORDS = "it expects POSIX's words for an error, or its way to write a path"
OPEN = "it moves away a file that is open, or its folder, which Windows refuses (Wine does not)"

TERM = "it is about TERM, which consoles of Windows do not set"
TIMERFD = "it is about timerfd; tests/windows is about WM_TIMECHANGE"
PAINTER = "it paints menus for trays of Linux, with their fonts"
LIMITS = "it is about limits of memory and time that POSIX sets a process"
DUMMY = "pystray's dummy backend is chosen on Linux only"
INOTIFY = "it is about inotify; tests/windows is about the folder's own events"
PACKAGES = "it builds and installs packages on Linux, or is about desktop entries"
PROC = "it asks Linux's /proc who has a file open"
LINUX_ALONE = frozenset({PACKAGES, LINUX_DESKTOP, DBUS, INOTIFY, PROC})
"""Reasons that hold on macOS as well."""

FILES = {
    "cases": LINUX_DESKTOP,
    "cli/test_terminal_keys.py": PSEUDO,
    "config/test_trust.py": MODES,
    "config/test_watch.py": INOTIFY,
    "daemon": LINUX_DESKTOP,
    "desktop": LINUX_DESKTOP,
    "faults": LINUX_DESKTOP,
    "growth/test_real_daemon.py": DBUS,
    "protocols/test_open_files.py": LIMITS,
    "guide/test_terminal_pty.py": PSEUDO,
    "cli/test_guide_voice.py": SHELL,
    "guide_host/test_chime.py": SHELL,
    "notices/test_contract.py": DBUS,
    "packages": PACKAGES,
    "protocols/test_dbus.py": DBUS,
    "protocols/test_lying_wires.py": "it speaks through sockets of the file system",
    "protocols/test_path_watch.py": INOTIFY,
    "protocols/test_x11.py": "it speaks X11, through sockets of the file system",
    "sensing/test_wayland_idle.py": "it speaks through sockets of the file system",
    "soak": LINUX_DESKTOP,
    "test_desktop_files.py": PACKAGES,
    "tray/test_dbus_objects.py": DBUS,
    "tray/test_dbusmenu.py": DBUS,
    "tray/test_linux_tray.py": DBUS,
    "tray/test_session_bus.py": DBUS,
}
"""Files and folders, by their path below this one."""

TESTS: dict[str, str] = {
    "cli/test_whole_file.py::test_a_device_or_a_pipe_stays_what_it_is": NAMES,
    "config/test_child_client.py::test_the_child_minds_no_files_of_the_working_directory": WORDS,
    "config/test_example.py::test_it_writes_the_example_privately": MODES,
    "config/test_example.py::test_nor_a_link_to_nowhere": NAMES,
    "config/test_files.py::test_a_link_to_nothing": NAMES,
    "config/test_files.py::test_a_named_file_has_to_be_there": WORDS,
    "config/test_files.py::test_a_pipe_does_not_hang": NAMES,
    "config/test_files.py::test_a_read_error_of_the_system": NAMES,
    "config/test_kept_reading.py::test_another_inode_or_mode_is_read_anew": MODES,
    "config/test_kept_reading.py::test_only_a_private_plain_file_of_ones_own_counts": MODES,
    "config/test_kept_reading.py::test_what_depends_on_more_is_not_kept": NAMES,
    "config/test_layers.py::test_a_ceiling_below_every_is_told_where_the_last_of_them_was_set": WORDS,  # noqa: E501 - its name
    "config/test_layers.py::test_each_layer_is_checked_even_where_a_later_one_wins": WORDS,
    "config/test_layers.py::test_hooks_and_calendars_count_nowhere_else": WORDS,
    "config/test_layers.py::test_in_the_users_file_they_count": WORDS,
    "config/test_profile.py::test_a_link_to_the_file_stays_a_link": NAMES,
    "config/test_child_client.py::test_a_child_that_is_killed_is_asked_once_more[1-True]": SIGNALS,
    "config/test_child_client.py::test_a_child_that_is_killed_is_asked_once_more[1-False]": SIGNALS,
    "config/test_child_client.py::test_a_child_that_is_killed_is_asked_once_more[2-True]": SIGNALS,
    "config/test_child_client.py::test_a_child_that_is_killed_is_asked_once_more[2-False]": SIGNALS,
    "config/test_profile.py::test_a_write_that_fails_half_way_leaves_the_old_one": SIGNALS,
    "config/test_profile.py::test_what_is_written_is_read_and_private": MODES,
    "content/test_problem_words.py::test_folders_and_lost_links_are_told_in_japanese": NAMES,
    "content/test_user_routines.py::test_a_file_instead_of_the_directory": WORDS,
    "content/test_user_routines.py::test_a_pipe_does_not_hang_the_program": NAMES,
    "content/test_user_routines.py::test_what_cannot_be_read_is_named": NAMES,
    "guide/test_motion.py::test_gnome_tells_by_its_setting": SHELL,
    "guide/test_motion.py::test_plasma_tells_by_its_file": LINUX_DESKTOP,
    "guide/test_terminal_parts.py::test_it_needs_a_terminal_that_can": TERM,
    "guide_host/test_guide_process.py::test_a_guide_that_hangs_is_killed": SIGNALS,
    "guide_host/test_guide_process.py::test_a_guide_that_fails_tells_no_end_and_the_reason_is_named[tell('opened'); os.kill(os.getpid(), signal.SIGKILL)-told1-exit code -9]": SIGNALS,  # noqa: E501 - its name
    "guide_host/test_guide_process.py::test_an_end_that_was_told_stays_the_only_one[os.kill(os.getpid(), signal.SIGKILL)]": SIGNALS,  # noqa: E501 - its name
    "guide_host/test_guide_process.py::test_cancelling_takes_it_away_at_once": SIGNALS,
    "guide_host/test_guide_process.py::test_without_a_display_nothing_is_started": LINUX_DESKTOP,
    "holding/test_calendar_cases.py::test_the_process_of_a_calendar_gets_so_much_memory_and_no_more": LIMITS,  # noqa: E501 - its name
    "holding/test_calendar_cases.py::test_what_needs_too_much_memory_is_named_and_the_others_hold": LIMITS,  # noqa: E501 - its name
    "holding/test_calendar_cases.py::test_pipes_and_devices_are_refused_at_once": NAMES,
    "holding/test_camera.py::test_a_camera_that_a_program_has_open": PROC,
    "guide_host/test_voice.py::test_a_written_file_is_played_and_gone_afterwards": SHELL,
    "notices/test_imports.py::test_the_linux_chain_loads_nothing_heavy": DBUS,
    "sensing/test_presence_reporter.py::test_what_the_clocks_show_is_a_sleep_or_a_step": TIMERFD,
    "storage/test_database.py::test_a_folder_taken_away_is_made_anew_and_told": OPEN,
    "storage/test_database.py::test_a_link_to_nowhere_and_a_loop_are_named": NAMES,
    "storage/test_database.py::test_one_put_in_place_of_the_open_one_keeps_its_records": OPEN,
    "storage/test_database.py::test_rows_wait_while_the_place_cannot_be_written_and_follow_in_order": OPEN,  # noqa: E501 - its name
    "storage/test_overwritten.py::test_a_file_that_is_deleted_leaves_the_records_of_this_run[False]": OPEN,  # noqa: E501 - its name
    "storage/test_overwritten.py::test_a_file_that_is_deleted_leaves_the_records_of_this_run[True]": OPEN,  # noqa: E501 - its name
    "storage/test_overwritten.py::test_a_ledger_behind_a_link_is_gone_on_with_where_it_is": NAMES,
    "storage/test_overwritten.py::test_another_programs_database_in_use_keeps_its_log": OPEN,
    "storage/test_overwritten.py::test_rows_of_this_run_follow_when_the_file_is_locked_at_first": OPEN,  # noqa: E501 - its name
    "storage/test_overwritten.py::test_what_waits_survives_a_kill": OPEN,
    "storage/test_reading.py::test_one_line_says_what_is_wrong_and_nothing_is_changed[a_link_to_nothing-leads nowhere]": NAMES,  # noqa: E501 - its name
    "storage/test_reading.py::test_one_line_says_what_is_wrong_and_nothing_is_changed[a_pipe-it is no file]": NAMES,  # noqa: E501 - its name
    "storage/test_reading.py::test_one_line_says_what_is_wrong_and_nothing_is_changed[a_device-it is no file]": NAMES,  # noqa: E501 - its name
    "test_autostart_entries.py::test_a_link_that_leads_nowhere_or_a_folder_is_somebody_else_s": NAMES,  # noqa: E501 - its name
    "test_autostart_entries.py::test_a_linked_entry_of_ours_stays_a_link": NAMES,
    "test_autostart_entries.py::test_each_system_has_its_way": WORDS,
    "tray/test_image_file.py::test_neither_pillow_nor_xlib_is_loaded_before_they_are_needed": DUMMY,
    "tray/test_paint_process.py::test_japanese_is_no_row_of_boxes": PAINTER,
    "tray/test_paint_process.py::test_the_painter_brings_pictures_from_its_child": PAINTER,
    "tray/test_pystray_menu.py::test_the_api_is_pystrays": DUMMY,
}
"""Single tests, by the path of their file and their name, with parameters if only those."""


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out what cannot even be imported there; ``tests/windows`` is for Windows alone."""
    if not collection_path.is_relative_to(HERE):
        return None
    name = collection_path.relative_to(HERE).as_posix()
    return True if left_out_on(sys.platform, name) else None


def left_out_on(system: str, name: str) -> bool:
    """Whether a file or folder below this one is not for a system; mypy asks as well."""
    if system == "win32":
        return name in FILES
    return name == "windows" or (system == "darwin" and FILES.get(name) in LINUX_ALONE)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out single tests."""
    left_out = [item for item in items if _is_left_out(sys.platform, _names(item))]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _is_left_out(system: str, names: set[str]) -> bool:
    reasons = {TESTS[name] for name in names & TESTS.keys()}
    return bool(reasons if system == "win32" else reasons & LINUX_ALONE and system == "darwin")


def _names(item: pytest.Item) -> set[str]:
    """``content/test_x.py::test_y``, without and with parameters."""
    file = item.path.relative_to(HERE).as_posix()
    return {f"{file}::{name}" for name in (getattr(item, "originalname", item.name), item.name)}
