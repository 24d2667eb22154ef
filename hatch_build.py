"""Hatchling build hook: a wheel, editable ones included, carries the built page."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PageBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs web/build.py before the files of a wheel are collected."""

    def dependencies(self) -> list[str]:
        """Node from PyPI, where PATH has none that is recent enough."""
        requirements: list[str] = _web_build(self.root).requirements()
        return requirements

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build the page; where that fails, end with the one line that says why."""
        web = _web_build(self.root)
        try:
            web.build()
        except web.BuildError as error:
            self.app.abort(str(error))


def _web_build(root: str) -> ModuleType:
    # Loaded by its path: the build frontend does not put the project on sys.path.
    spec = importlib.util.spec_from_file_location("web_build", Path(root, "web", "build.py"))
    if spec is None or spec.loader is None:
        raise FileNotFoundError("web/build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
