import pytest


@pytest.fixture
def owner():
    name = "ANNA"
    return name.lower()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    # pytest 9.2 hides the groups that pytest-xdist 3.8 puts into node ids
    # (pytest-dev/pytest-xdist#1386), so the controller looks at the marks itself.
    if config.getoption("dist") != "loadgroup":
        return None

    from xdist.scheduler import LoadGroupScheduling

    groups = {}
    for item in config.pluginmanager.get_plugin("session").perform_collect():
        marks = item.iter_markers("xdist_group")
        names = {str([*m.args, *m.kwargs.values(), "default"][0]) for m in marks}
        if names:
            groups[item.nodeid] = "_".join(sorted(names))

    class MarkScheduling(LoadGroupScheduling):
        def _split_scope(self, nodeid):
            return groups.get(nodeid) or super()._split_scope(nodeid)

    return MarkScheduling(config, log)
