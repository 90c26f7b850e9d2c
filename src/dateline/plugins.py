"""Doors for plug-ins: the entry points of installed packages, our own among them, to objects by name."""

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from dateline.errors import PluginError


@cache
def installed(group: str) -> dict[str, EntryPoint]:
    """The entry points of a group such as `dateline.sources`, sorted by name.

    Raises:
        PluginError: two packages give the same name, or there is none at all (Dateline itself is not installed).
    """
    found: dict[str, EntryPoint] = {}
    for entry in sorted(entry_points(group=group), key=lambda e: (e.name, e.value)):
        if entry.name in found and found[entry.name].value != entry.value:
            both = f"{found[entry.name].value} and {entry.value}"
            raise PluginError(f"{group}: {entry.name!r} is given twice, by {both}; uninstall one of the packages")
        found[entry.name] = entry
    if not found:
        raise PluginError(
            f"{group}: no entry point is installed; install Dateline again (pip install -e . in its folder)"
        )
    return found


@cache
def plugin(group: str, name: str) -> Any:
    """Make the plug-in `name` of a group: its entry point is called without arguments, once.

    Raises:
        PluginError: the name is not known (the message lists those that are), or its module does not import.
    """
    entries = installed(group)
    if name not in entries:
        raise PluginError(f"{group}: there is no {name!r}; expected one of {', '.join(entries)}")
    try:
        return entries[name].load()()
    except (ImportError, AttributeError, TypeError) as trouble:
        raise PluginError(f"{group}: {name} ({entries[name].value}) does not load: {trouble}") from trouble
