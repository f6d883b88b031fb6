"""The decorator that lets a fixture run once for all workers, as it is written into a suite."""

from codemods.transforms.primitives.spelling import Style

HELPER = "run_once"
MODULES = ("functools", "json", "os")

_PLAIN = '''\
def run_once(load=lambda value: value):
    """Run a session fixture once for all workers of pytest-xdist.

    The first worker that asks for it runs it, the others wait and read what it
    returned, if they are on one machine: it lies above the folders that
    tmp_path_factory gives them, so that the fixture has to request it.
    """

    def decorate(fixture):
        @functools.wraps(fixture)
        def wrapper(**fixtures):
            if "PYTEST_XDIST_WORKER" not in os.environ:
                return fixture(**fixtures)
            shared = fixtures["tmp_path_factory"].getbasetemp().parent
            store = shared / f"{fixture.__name__}.json"
            with FileLock(f"{store}.lock"):
                if not store.is_file():
                    value = json.dumps(fixture(**fixtures), default=os.fspath)
                    part = store.with_suffix(".part")
                    part.write_text(value)
                    os.replace(part, store)
                return load(json.loads(store.read_text()))

        return wrapper

    return decorate
'''

_WITH_TEARDOWN = '''\
def run_once(teardown=None, load=lambda value: value):
    """Run a session fixture once for all workers of pytest-xdist.

    The first worker that asks for it runs it, the others wait and read what it
    returned. What has a teardown is taken down by the last worker that leaves, and
    made again for one that comes later. A worker that is killed never leaves: then
    it stays, as after a killed serial run. All workers are on one machine: the value
    lies above the folders that tmp_path_factory gives them, so that the fixture has
    to request it.
    """

    def decorate(fixture):
        @functools.wraps(fixture)
        def wrapper(**fixtures):
            if "PYTEST_XDIST_WORKER" not in os.environ:
                value = fixture(**fixtures)
                yield value
                if teardown:
                    teardown(value)
                return
            shared = fixtures["tmp_path_factory"].getbasetemp().parent
            store = shared / f"{fixture.__name__}.json"

            def save(state):
                part = store.with_suffix(".part")
                part.write_text(json.dumps(state, default=os.fspath))
                os.replace(part, store)

            with FileLock(f"{store}.lock"):
                if not store.is_file():
                    save({"value": fixture(**fixtures), "users": 0})
                state = json.loads(store.read_text())
                save({**state, "users": state["users"] + 1})
            yield load(state["value"])
            if teardown is None:
                return
            with FileLock(f"{store}.lock"):
                state = json.loads(store.read_text())
                if state["users"] > 1:
                    save({**state, "users": state["users"] - 1})
                else:
                    store.unlink()
                    teardown(load(state["value"]))

        return wrapper

    return decorate
'''


def helper_text(style: Style, newline: str, *, teardown: bool) -> str:
    """The decorator in the quotes of a file, with two blank lines behind it.

    Args:
        teardown: whether a fixture of the file has one.
    """
    text = f"{_WITH_TEARDOWN if teardown else _PLAIN}\n\n"
    if style.quote == "'":
        text = text.replace('"""', "\0").replace('"', "'").replace("\0", '"""')
    return text.replace("\n", newline)
