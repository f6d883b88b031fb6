"""What ``scan`` said of the very same files before, so that it need not be worked out again."""

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass

from codemods.cli.options import Settings


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scan prints.

    Attributes:
        content: in the format that was asked for.
        summary: one line of talk.
        found: whether there are hazards.
        lasting: whether the same files will get the same answer.
    """

    content: str
    summary: str
    found: bool
    lasting: bool = True


def answered(settings: Settings, format: str, work_out: Callable[[], Answer]) -> Answer:
    """What is kept for these files, configuration and options, else what ``work_out`` gives."""
    from codemods.cache import key_of, user_cache

    cache = user_cache()
    if not cache.keeps or not _is_of_files_alone(settings):
        return work_out()
    key = key_of("scan", format, *_made_from(settings))
    kept = cache.get([key]).get(key)
    if kept is not None:
        return Answer(*kept)
    answer = work_out()
    if answer.lasting:
        cache.put({key: astuple(answer)})
    return answer


def _is_of_files_alone(settings: Settings) -> bool:
    """Whether the answer follows from the files: no traced run and no other Python has a say."""
    from codemods.runs import store

    groups = settings.select & {"xdist-config", "xdist-group"}
    return not (settings.where or groups or store.is_kept(settings.root))


def _made_from(settings: Settings) -> Iterator[str | bytes]:
    """All that the answer depends on; the files that a scan may read, whole."""
    import os

    from codemods.limits import UnusableError, read_regular
    from codemods.suite.config import read_config
    from codemods.suite.discover import discover, tracked_files

    config = read_config(settings.root)
    yield repr((settings.root, settings.paths, sorted(settings.select), sorted(settings.ignore)))
    yield repr((os.environ.get("GITHUB_WORKSPACE"), os.getcwd()))  # noqa: PTH109 - as it is spelled
    yield repr(
        {**{name: getattr(config, name) for name in config.__slots__}, "own": sorted(config.own)}
    )
    yield "\0".join(sorted(tracked_files(settings.root)))
    found = discover(settings.root, settings.paths, config)
    for skipped in found.skipped:
        yield f"{skipped.path}\0{skipped.reason}"
    for path in (*found.conftests, *found.tests, *found.python, *found.texts):
        yield path
        try:
            yield read_regular(settings.root / path)
        except (OSError, UnusableError) as error:
            yield f"\0{error}"
