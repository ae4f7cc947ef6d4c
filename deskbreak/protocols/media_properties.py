"""Properties of Core Audio and Core Media I/O on macOS: the calls, and nothing else. Not yet run.

Both libraries answer the same question: a property of an object, named by four letters. Sources:
AudioHardware.h (AudioObjectGetPropertyDataSize, kAudioHardwarePropertyProcessObjectList,
kAudioProcessPropertyIsRunningInput, kAudioProcessPropertyPID; macOS 14), CMIOHardwareObject.h and
CMIOHardwareDevice.h (kCMIOHardwarePropertyDevices, kCMIODevicePropertyDeviceIsRunningSomewhere).
"""

import ctypes
from collections.abc import Callable, Sequence
from ctypes.util import find_library

SYSTEM_OBJECT = 1
WORD = ctypes.sizeof(ctypes.c_uint32)
GLOBAL, WILDCARD = "glob", "****"
MAIN, ANY = 0, 0xFFFFFFFF

Numbers = Callable[[int, str], Sequence[int]]
"""(object, property) to its numbers of 32 bits; OSError where there is no such property."""


class Address(ctypes.Structure):
    """AudioObjectPropertyAddress, which CMIOObjectPropertyAddress is too."""

    _fields_ = (
        ("selector", ctypes.c_uint32),
        ("scope", ctypes.c_uint32),
        ("element", ctypes.c_uint32),
    )


def four_letters(name: str) -> int:
    """A four-character code as a number."""
    return int.from_bytes(name.encode("ascii"), "big")


def audio() -> Numbers:
    """Of Core Audio; OSError where there is none."""
    library = _library("CoreAudio")

    def numbers(whose: int, name: str) -> Sequence[int]:
        address = Address(four_letters(name), four_letters(GLOBAL), MAIN)
        size = ctypes.c_uint32()
        _check(library.AudioObjectGetPropertyDataSize(whose, address, 0, None, ctypes.byref(size)))
        found = (ctypes.c_uint32 * (size.value // WORD))()
        _check(
            library.AudioObjectGetPropertyData(
                whose, address, 0, None, ctypes.byref(size), ctypes.byref(found)
            )
        )
        return list(found)[: size.value // WORD]

    library.AudioObjectGetPropertyDataSize.argtypes = (
        ctypes.c_uint32, ctypes.POINTER(Address), ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p,
    )  # fmt: skip
    library.AudioObjectGetPropertyData.argtypes = (
        ctypes.c_uint32, ctypes.POINTER(Address), ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p,
        ctypes.c_void_p,
    )  # fmt: skip
    return numbers


def video() -> Numbers:
    """Of Core Media I/O; OSError where there is none."""
    library = _library("CoreMediaIO")

    def numbers(whose: int, name: str) -> Sequence[int]:
        address = Address(four_letters(name), four_letters(WILDCARD), ANY)
        size = ctypes.c_uint32()
        _check(library.CMIOObjectGetPropertyDataSize(whose, address, 0, None, ctypes.byref(size)))
        found, used = (ctypes.c_uint32 * (size.value // WORD))(), ctypes.c_uint32()
        _check(
            library.CMIOObjectGetPropertyData(
                whose, address, 0, None, size, ctypes.byref(used), ctypes.byref(found)
            )
        )
        return list(found)[: used.value // WORD]

    library.CMIOObjectGetPropertyDataSize.argtypes = (
        ctypes.c_uint32, ctypes.POINTER(Address), ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p,
    )  # fmt: skip
    library.CMIOObjectGetPropertyData.argtypes = (
        ctypes.c_uint32, ctypes.POINTER(Address), ctypes.c_uint32, ctypes.c_void_p, ctypes.c_uint32,
        ctypes.c_void_p, ctypes.c_void_p,
    )  # fmt: skip
    return numbers


def _library(name: str) -> ctypes.CDLL:
    path = find_library(name)
    if path is None:
        raise OSError(f"{name} is not on this system")
    return ctypes.CDLL(path)


def _check(status: int) -> None:
    if status:
        raise OSError(f"OSStatus {status}")
