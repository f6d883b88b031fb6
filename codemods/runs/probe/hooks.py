"""The hooks of pytest: they say who is at work."""

import functools

import pytest


class Hooks:
    """Registered by `pytest_configure`, once in each process that runs tests."""

    def __init__(self, recorder):
        self._recorder = recorder
        self._fixtures = set()

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_make_collect_report(self, collector):
        path = getattr(collector, "path", None) or getattr(collector, "fspath", None)
        if path is not None and isinstance(collector, pytest.Module):
            self._recorder.folders.add_test_file(str(path))
        self._recorder.enter("collect:" + collector.nodeid, "collect")
        yield
        self._recorder.leave()

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item):
        path, line, _ = item.location
        path = str(getattr(item, "path", None) or getattr(item, "fspath", path))
        groups = {_group(mark) for mark in item.iter_markers("xdist_group")}
        self._recorder.begin_test(
            item.nodeid, path, (line or 0) + 1, _wide_fixtures(item), "_".join(sorted(groups))
        )
        yield
        self._recorder.end_test(item.nodeid)

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item):
        self._recorder.enter(item.nodeid, "setup")
        yield
        self._recorder.leave()

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item):
        self._recorder.enter(item.nodeid, "call")
        yield
        self._recorder.leave()

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item):
        self._recorder.enter(item.nodeid, "teardown")
        yield
        self._recorder.leave()

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_fixture_setup(self, fixturedef):
        # Finalizers run last in, first out: these two stand around the fixture's own.
        fixturedef.addfinalizer(functools.partial(self._end_fixture, fixturedef))
        self._begin_fixture("setup", fixturedef)
        yield
        self._end_fixture(fixturedef)
        fixturedef.addfinalizer(functools.partial(self._begin_fixture, "teardown", fixturedef))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self):
        self._recorder.close()

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self):
        self._recorder.flush()
        self._recorder.off = True

    def _begin_fixture(self, phase, definition):
        recorder = self._recorder
        name, scope = str(definition.argname), str(definition.scope)
        if scope == "function":
            recorder.enter(recorder.who, recorder.phase, name)
            return
        if name == "worker_id":
            recorder.write({"aware": recorder.who})
        key = _key(definition)
        if key not in self._fixtures:
            self._fixtures.add(key)
            code = getattr(_unwrapped(definition.func), "__code__", None)
            recorder.write(
                {
                    "fixture": key,
                    "name": name,
                    "scope": scope,
                    "path": code.co_filename if code else "",
                    "line": code.co_firstlineno if code else 0,
                    "first": recorder.test or "",
                }
            )
        recorder.enter(key, phase)

    def _end_fixture(self, definition):
        self._recorder.leave()
        if str(definition.scope) != "function":
            self._recorder.state.settle()


def _wide_fixtures(item):
    definitions = getattr(getattr(item, "_fixtureinfo", None), "name2fixturedefs", {})
    last = [found[-1] for found in definitions.values() if found]
    return [_key(definition) for definition in last if str(definition.scope) != "function"]


def _key(definition):
    return "fixture:%s::%s" % (definition.baseid, definition.argname)


def _group(mark):
    return str(mark.args[0] if mark.args else mark.kwargs.get("name", "default"))


def _unwrapped(function):
    function = getattr(function, "__func__", function)
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return getattr(function, "func", function)
