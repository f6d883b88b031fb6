"""The hooks of pytest: they say who is at work."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .recorder import Recorder


def _guarded(method: Callable[..., None]) -> Callable[..., None]:
    """What goes wrong in the probe must not go wrong for a test: then it is switched off."""

    @functools.wraps(method)
    def call(hooks: Hooks, *args: Any) -> None:
        recorder = hooks._recorder
        if not recorder.off:
            try:
                method(hooks, *args)
            except Exception as error:
                recorder.lose(error)

    return call


class Hooks:
    """Registered by `pytest_configure`, once in each process that runs tests."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._fixtures: set[str] = set()

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_make_collect_report(self, collector: Any) -> Iterator[None]:
        self._begin_collecting(collector)
        yield
        self._leave()

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: Any) -> Iterator[None]:
        self._begin_test(item)
        yield
        self._end_test(item)

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: Any) -> Iterator[None]:
        self._enter(item, "setup")
        yield
        self._leave()

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: Any) -> Iterator[None]:
        self._enter(item, "call")
        yield
        self._leave()

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: Any) -> Iterator[None]:
        self._enter(item, "teardown")
        yield
        self._leave()

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        # Finalizers run last in, first out: these two stand around the fixture's own.
        fixturedef.addfinalizer(functools.partial(self._end_fixture, fixturedef))
        self._begin_fixture("setup", fixturedef)
        yield
        self._end_fixture(fixturedef)
        fixturedef.addfinalizer(functools.partial(self._begin_fixture, "teardown", fixturedef))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        self._close()

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        self._recorder.flush()
        self._recorder.off = True

    @_guarded
    def _begin_collecting(self, collector: Any) -> None:
        path = getattr(collector, "path", None) or getattr(collector, "fspath", None)
        if path is not None and isinstance(collector, pytest.Module):
            self._recorder.folders.add_test_file(str(path))
        self._recorder.enter("collect:" + collector.nodeid, "collect")

    @_guarded
    def _begin_test(self, item: Any) -> None:
        path, line, _ = item.location
        path = str(getattr(item, "path", None) or getattr(item, "fspath", path))
        groups = {_group(mark) for mark in item.iter_markers("xdist_group")}
        fixtures = [_key(definition) for definition in _requested(item)]
        self._recorder.begin_test(
            item.nodeid, path, (line or 0) + 1, fixtures, "_".join(sorted(groups))
        )

    @_guarded
    def _end_test(self, item: Any) -> None:
        self._recorder.end_test(item.nodeid)

    @_guarded
    def _enter(self, item: Any, phase: str) -> None:
        if phase == "teardown":
            requested = {_key(definition) for definition in _requested(item)}
            for definition in _used(item):
                if _key(definition) not in requested:
                    self._introduce(definition)
        self._recorder.enter(item.nodeid, phase)

    @_guarded
    def _leave(self) -> None:
        self._recorder.leave()

    @_guarded
    def _begin_fixture(self, phase: str, definition: Any) -> None:
        recorder = self._recorder
        name = str(definition.argname)
        if not _is_wide(definition):
            recorder.enter(recorder.who, recorder.phase, name)
            return
        key = _key(definition)
        if name == "worker_id":
            recorder.write({"aware": key})
        if key not in self._fixtures:
            self._fixtures.add(key)
            self._introduce(definition)
        recorder.enter(key, phase)
        recorder.state.hold()

    @_guarded
    def _end_fixture(self, definition: Any) -> None:
        self._recorder.leave()
        if _is_wide(definition):
            self._recorder.state.settle()

    @_guarded
    def _close(self) -> None:
        self._recorder.close()

    def _introduce(self, definition: Any) -> None:
        code = getattr(_unwrapped(definition.func), "__code__", None)
        self._recorder.write(
            {
                "fixture": _key(definition),
                "name": str(definition.argname),
                "scope": str(definition.scope),
                "path": code.co_filename if code else "",
                "line": code.co_firstlineno if code else 0,
                "first": self._recorder.test or "",
            }
        )


def _requested(item: Any) -> Iterator[Any]:
    """The fixtures wider than a test that are known to be the test's before it runs."""
    definitions = getattr(getattr(item, "_fixtureinfo", None), "name2fixturedefs", {})
    for name, found in definitions.items():
        for definition in reversed(found):
            if _is_wide(definition):
                yield definition
            # A fixture may ask for the one that it overrides.
            if name not in definition.argnames:
                break


def _used(item: Any) -> list[Any]:
    """The fixtures wider than a test that it was given, by ``getfixturevalue`` too."""
    definitions = getattr(getattr(item, "_request", None), "_fixture_defs", {})
    return [definition for definition in definitions.values() if _is_wide(definition)]


def _is_wide(definition: Any) -> bool:
    return str(getattr(definition, "scope", "function")) != "function"


def _key(definition: Any) -> str:
    return f"fixture:{definition.baseid}::{definition.argname}"


def _group(mark: Any) -> str:
    return str(mark.args[0] if mark.args else mark.kwargs.get("name", "default"))


def _unwrapped(function: Any) -> Any:
    function = getattr(function, "__func__", function)
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return getattr(function, "func", function)
