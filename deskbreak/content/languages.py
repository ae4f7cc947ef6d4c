"""The languages of the program; apart from the cards, which commands load only to show one."""

from typing import Literal, TypeAlias

Language: TypeAlias = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")
