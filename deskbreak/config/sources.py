"""The layering itself: pydantic-settings merges the layers, the most important one first.

Its own sources are not used: its TOML source knows no line numbers, and its environment source
reads ``os.environ`` itself and passes over unknown variables in silence (docs/decisions/0012).
"""

from collections.abc import Sequence

from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from deskbreak.config.layers import LayerValues, Values
from deskbreak.config.models import AllKeys


class LayerSource(PydanticBaseSettingsSource):
    """One layer as a source of settings."""

    def __init__(self, settings_cls: type[BaseSettings], layer: LayerValues) -> None:
        super().__init__(settings_cls)
        self._values = layer.values

    def get_field_value(
        self,
        field: FieldInfo,  # noqa: ARG002  # the base class's signature
        field_name: str,
    ) -> tuple[object, str, bool]:
        """The raw value of one table; see the base class."""
        return self._values.get(field_name), field_name, False

    def __call__(self) -> Values:
        return dict(self._values)


class Configuration(AllKeys, BaseSettings):
    """Every key, merged from the layers given as ``layers``, the most important one last."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # not used: see above
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the same
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The layers alone, the most important one first."""
        assert isinstance(init_settings, InitSettingsSource)  # noqa: S101  # tells mypy
        layers: Sequence[LayerValues] = init_settings.init_kwargs["layers"]
        return tuple(LayerSource(settings_cls, layer) for layer in reversed(layers))


def merge(layers: Sequence[LayerValues]) -> Configuration:
    """All layers as one; each has to be sound by itself."""
    return Configuration(layers=layers)  # type: ignore[call-arg]  # handed to the sources
