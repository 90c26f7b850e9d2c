"""Settings: what a user may choose, read from TOML, checked once."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dateline.errors import ConfigError
from dateline.knowledge.files import read_toml


class Settings(BaseModel):
    """What a user may choose.

    `overlays` are folders laid over our data (`ontologies/`, `lexicons/`, `gazetteers/` inside them like
    in ours); `model` names the English model, None takes the best one installed; `data_folder` is where
    the place gazetteer is built, None takes the user's data folder. `protect_persons` replaces the names of private
    persons in what comes out by pseudonyms, keyed with `protect_key`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    overlays: tuple[Path, ...] = ()
    model: str | None = None
    data_folder: Path | None = None
    protect_persons: bool = False
    protect_key: str = Field(default="dateline", min_length=1, repr=False)


def read_settings(path: Path) -> Settings:
    """Read settings from a TOML file; paths in it count from the file's folder.

    Raises:
        ConfigError: naming the file, the setting and what was expected.
    """
    try:
        settings = Settings.model_validate(read_toml(path))
    except ValidationError as trouble:
        first = trouble.errors()[0]
        known = ", ".join(Settings.model_fields)
        where = ".".join(map(str, first["loc"]))
        raise ConfigError(f"{path}: {where}: {first['msg']} (settings: {known})") from trouble
    for overlay in (folder := path.parent, *(path.parent / o for o in settings.overlays)):
        if not overlay.is_dir():
            raise ConfigError(f"{path}: overlays: {overlay} is not a folder")
    return settings.model_copy(update={"overlays": tuple(folder / o for o in settings.overlays)})
