"""The application with all its verbs."""

from codemods.cli import changing, looking, reviewing, running
from codemods.cli.app import app

__all__ = ["app", "changing", "looking", "reviewing", "running"]
