"""A database of a Redis server for each worker: claimed on the server, emptied and given back."""

import ast
import re
from collections.abc import Mapping, Sequence

from codemods.edits.model import Edit
from codemods.hazards.names import Meeting, functions_of
from codemods.suite.model import Import, Module, Suite
from codemods.suite.names import resolve
from codemods.suite.nodes import nodes_of
from codemods.suite.support import serves_tests
from codemods.touches.model import HOLE, Does, Made, Use
from codemods.transforms.primitives.carrying import carried
from codemods.transforms.primitives.fitting import tidied
from codemods.transforms.primitives.hosts import function_at
from codemods.transforms.primitives.name_sites import uses_of_constant
from codemods.transforms.primitives.namespace import (
    Part,
    conftest_of,
    identifier,
    part_edits,
)
from codemods.transforms.primitives.redis_hosts import (
    Told,
    connected,
    is_url,
    keyword_of,
    method_of,
    urls_told,
)
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing

_ASKED = frozenset({"connection_kwargs", "get_connection_kwargs"})
_OF_SERVER = frozenset({"CONFIG", "FLUSHALL", "SELECT", "SWAPDB", "MOVE", "SCRIPT", "SHUTDOWN"})
_SERVER = frozenset({"host", "port", "unix_socket_path", "url", "ssl"})
_NOT_FOR_CLAIMS = frozenset({"db", "decode_responses", "encoding", "client_name", "url"})

_CLAIMS = '''\
def claim_redis_db(namespace, usual):
    """Take a database that is empty, and that no other worker has taken."""
    with connect_to_redis(0) as server:
        for number in range(1, 1000):
            claim = f"pytest-db-{{number}}"
            if not server.set(claim, namespace, nx=True, ex=86400):
                continue
            try:
                with connect_to_redis(number) as database:
                    if server.sismember("pytest-dbs", number):
                        database.flushdb()  # left by a run that was killed
                    free = not database.dbsize()
            except {library}.ResponseError:  # the server has no such database
                server.delete(claim)
                break
            if free:
                server.sadd("pytest-dbs", number)
                return number
            server.delete(claim)
    if "PYTEST_XDIST_WORKER" in os.environ:
        pytest.fail("no database of the Redis server is free for this worker")
    return usual


def free_redis_db(namespace, only=None):
    """Empty what a worker has taken, all or one, and give it back."""
    with connect_to_redis(0) as server:
        for claim in server.scan_iter(match="pytest-db-*"):
            if server.get(claim) == namespace.encode():
                number = int(claim.rpartition(b"-")[2])
                if only not in (None, number):
                    continue
                with connect_to_redis(number) as database:
                    database.flushdb()
                server.srem("pytest-dbs", number)
                server.delete(claim)
'''
_NUMBER = '''\
@pytest.fixture(scope="session")
def {name}(namespace):
    """The number of a Redis database that only this worker uses."""
    try:
        number = claim_redis_db(namespace, {usual})
    except {library}.ConnectionError:
        yield {usual}  # whoever connects sees that there is no server
        return
    yield number
    free_redis_db(namespace, number)
'''
_URL = '''

@pytest.fixture(scope="session")
def {url}({name}):
    """The address of that database."""
    return url_of_redis_db({name})
'''
_BY_URL = """\
def url_of_redis_db(number):
    server = urlsplit({url})
    return f"{{server.scheme}}://{{server.netloc}}/{{number}}"


def connect_to_redis(number):
    return {client}.from_url(url_of_redis_db(number))


"""
_BY_ARGUMENTS = """\
def connect_to_redis(number):
    return {call}


"""


def own_redis(suite: Suite, meeting: Meeting, others: Sequence[Meeting]) -> list[Edit]:
    """The edits by which tests connect to a database of the server that only their worker uses.

    Args:
        others: the things on servers of the suite, this one too.

    Raises:
        RefusedRewrite: not all of them can.
    """
    uses = [use for each in meeting.uses.values() for use in each]
    made = list({id(use.client.node): use.client for use in uses}.values())
    told = {id(each.node): urls_told(suite, each) for each in made if _is_product(suite, each)}
    _check(suite, uses, made, told)
    _check_meaning(suite, meeting, uses)
    by_url = [each for each in made if is_url(each)]
    if by_url and len(by_url) < len(made):
        raise RefusedRewrite("some tests connect by a URL and some by host and port")
    own = [each for each in made if id(each.node) not in told]
    urls = [url for found in told.values() for url in found]
    ways = {_way(suite.modules[each.module], each.node) for each in own}
    ways |= {(f"url={_looked_up(url.module, url.node)}",) for url in urls}
    if len(ways) > 1:
        raise RefusedRewrite("its tests connect in several ways, and perhaps to several servers")
    if by_url:
        _check_readers(suite, own, urls)
    several = sum(other.thing.kind == "redis" for other in others) > 1
    suffix = f"_{identifier(meeting.thing.name).removeprefix('own_')}" if several else ""
    fixture = f"redis_url{suffix}" if by_url else f"redis_db{suffix}"
    edits = _parts(suite, made[0], urls, suffix, meeting.thing.name)
    edits += connected(suite, own, urls, fixture)
    for use in uses:
        if use.does is Does.CLEARS and method_of(use.node) == "flushall":
            edits += _own_flush(suite.modules[use.module], use.node)
    return tidied(suite, list(dict.fromkeys(edits)))


def _is_product(suite: Suite, made: Made) -> bool:
    module = suite.modules[made.module]
    return not serves_tests(suite, module.path)


def _check(
    suite: Suite,
    uses: Sequence[Use],
    made: Sequence[Made],
    told: Mapping[int, Sequence[Told]],
) -> None:
    for each in made:
        if id(each.node) in told and not told[id(each.node)]:
            raise RefusedRewrite(
                f"{each.module} connects to it itself (line {each.node.lineno}): let the tests "
                "say which database it uses, then give each worker one of its own"
            )
    for use in uses:
        module = suite.modules[use.module]
        product = not serves_tests(suite, module.path)
        if use.does is Does.CLEARS and product and method_of(use.node) == "flushall":
            raise RefusedRewrite(
                f"{use.module} empties all databases of the server (line {use.node.lineno}): let "
                "it empty its own, or give each worker a server"
            )


def _check_meaning(suite: Suite, meeting: Meeting, uses: Sequence[Use]) -> None:
    """Raise `RefusedRewrite` where tests mean just this number, or all databases."""
    number = re.escape(meeting.thing.name)
    meant = re.compile(rf"\bdb{number}\b|keyspace@{number}\b|keyevent@{number}\b")
    for one in meeting.hazard.tests:
        for use in one.trace.uses:
            if use.kind == "redis" and use.name == HOLE:
                raise RefusedRewrite(
                    f"{one.id} also connects to a database whose number is computed (line "
                    f"{use.node.lineno} of {use.module}), which may be the same"
                )
        for wording in one.trace.strings:
            if meant.search(wording.text):
                raise RefusedRewrite(f"{one.id} names its number in {wording.text!r}")
        for function in functions_of(suite, one.trace):
            for node in nodes_of(function.node):
                if isinstance(node, ast.Attribute) and node.attr in _ASKED:
                    raise RefusedRewrite(f"{function.qualname} looks at how its client connects")
                command = _command(node)
                if command in _OF_SERVER:
                    raise RefusedRewrite(f"{function.qualname} sends {command} to the whole server")
    whole = [use for use in uses if method_of(use.node) == "flushall"]
    for use in whole:
        others = {
            other.name
            for one in meeting.hazard.tests
            for other in one.trace.uses
            if other.kind == "redis" and other.name != meeting.thing.name
        }
        if others:
            raise RefusedRewrite(
                f"flushall (line {use.node.lineno} of {use.module}) empties several databases that "
                "the tests use"
            )


def _command(node: ast.AST) -> str:
    """The command that a call of ``execute_command`` sends."""
    if isinstance(node, ast.Call) and method_of(node) == "execute_command" and node.args:
        first = node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            return first.value.split()[0].upper()
    return ""


def _check_readers(suite: Suite, made: Sequence[Made], urls: Sequence[Told]) -> None:
    """Raise `RefusedRewrite` where a URL that tests connect to is also given to something else."""
    replaced = [(url.module, url.node) for url in urls]
    for each in made:
        node = each.node.args[0] if each.node.args else keyword_of(each.node, "url")
        if node is not None:
            replaced.append((suite.modules[each.module], node))
    known = {id(node) for _, node in replaced}
    for module, node in replaced:
        if not isinstance(node, ast.Name) or node.id not in {*module.constants, *module.imports}:
            continue
        hit = resolve(suite, module, node.id)
        if hit is None:
            continue
        for site in uses_of_constant(suite, hit[0], hit[1]):
            shown = site.function and any(
                isinstance(call, ast.Call) and _is_shown(call) and site.node in nodes_of(call)
                for call in nodes_of(site.function.node)
            )
            if id(site.node) not in known and not shown:
                raise RefusedRewrite(
                    f"{node.id} is also used at line {site.node.lineno} of {site.module.path}, "
                    "which would stay with the old database"
                )


def _is_shown(node: ast.Call) -> bool:
    """Whether a call only tells people what it is given."""
    return method_of(node) in ("skip", "fail", "print", "info", "debug", "warning")


def _way(module: Module, node: ast.Call) -> tuple[str, ...]:
    """What a call says of the server, with constants looked up."""
    given = [*node.args[:1], *(() if method_of(node) == "from_url" else node.args[1:2])]
    named = {f"{index}": value for index, value in enumerate(given)}
    named |= {k.arg or "": k.value for k in node.keywords if k.arg in _SERVER}
    places = {"0": "url" if method_of(node) == "from_url" else "host", "1": "port"}
    return tuple(
        sorted(f"{places.get(key, key)}={_looked_up(module, v)}" for key, v in named.items())
    )


def _looked_up(module: Module, node: ast.expr) -> str:
    text = ast.unparse(node)
    for _ in range(5):
        names = [n.id for n in nodes_of(ast.parse(text)) if isinstance(n, ast.Name)]
        known = [name for name in names if name in module.constants]
        if not known:
            break
        for name in known:
            value = ast.unparse(module.constants[name])
            text = re.sub(rf"(?<![\w.'\"]){name}(?![\w'\"])", lambda _: value, text)  # noqa: B023
    return text


def _parts(suite: Suite, made: Made, urls: Sequence[Told], suffix: str, number: str) -> list[Edit]:
    """The claims, connecting as the suite does, and the fixture."""
    module, node = suite.modules[made.module], made.node
    function = function_at(suite, made.function) if "::" in made.function else None
    package = "valkey" if _is_valkey(module, node) else "redis"
    library = _name_of(suite, package)
    client = f"{library}.{package.title()}"
    usual = number if number.isdigit() else "0"
    name, url = f"redis_db{suffix}", f"redis_url{suffix}"
    binds: tuple[str, ...] = ("connect_to_redis", "claim_redis_db", "free_redis_db")
    fixture = _NUMBER.format(name=name, library=library, usual=usual)
    more: tuple[tuple[str, Import], ...] = ((library, Import(package)),)
    if is_url(made):
        given = node.args[0] if node.args else keyword_of(node, "url")
        if given is None:
            raise RefusedRewrite("how it connects could not be read")
        if urls:
            taken = carried(urls[0].module, urls[0].function, [urls[0].node])
        else:
            taken = carried(module, function, [given])
        text = _BY_URL.format(url=taken.texts[0], client=client)
        fixture += _URL.format(name=name, url=url)
        more = (*more, ("urlsplit", Import("urllib.parse", "urlsplit")))
        binds = (*binds, "url_of_redis_db")
        names: tuple[str, ...] = (name, url)
    else:
        if len(node.args) > 3 or any(isinstance(a, ast.Starred) for a in node.args):
            raise RefusedRewrite("how it connects could not be read")
        if any(keyword.arg is None for keyword in node.keywords):
            raise RefusedRewrite("its arguments are spread out of a dictionary")
        kept = [k for k in node.keywords if k.arg not in _NOT_FOR_CLAIMS]
        places = node.args[:2]
        taken = carried(module, function, [*places, *(k.value for k in kept)])
        labels = ["" for _ in places] + [f"{keyword.arg}=" for keyword in kept]
        words = [f"{label}{word}" for label, word in zip(labels, taken.texts, strict=True)]
        text = _BY_ARGUMENTS.format(call=_call(suite, client, [*words, "db=number"]))
        names = (name,)
    used = tuple((known, found) for known, found in taken.imports if known != library)
    claims = Part(
        text + _CLAIMS.format(library=library),
        binds,
        (),
        (*used, *more),
        taken.constants,
        "free_redis_db",
    )
    return [*part_edits(suite, claims), *part_edits(suite, Part(fixture, names, (), more), order=1)]


def _call(suite: Suite, called: str, words: Sequence[str]) -> str:
    """A call that is returned, over several lines where it would be too long for one."""
    line = f"{called}({', '.join(words)})"
    if len(f"    return {line}") <= suite.config.line_length:
        return line
    return "\n".join([f"{called}(", *(f"        {word}," for word in words), "    )"])


def _name_of(suite: Suite, package: str) -> str:
    """What the conftest calls the package, whose name may stand for its asynchronous part."""
    home = suite.modules.get(conftest_of(suite))
    taken = home is not None and package in home.bound
    found = home.imports.get(package) if home else None
    return f"sync_{package}" if taken and not (found and found.dotted == package) else package


def _is_valkey(module: Module, node: ast.Call) -> bool:
    head = node.func
    while isinstance(head, ast.Attribute):
        head = head.value
    found = module.imports.get(head.id) if isinstance(head, ast.Name) else None
    return bool(found) and found.module.partition(".")[0] == "valkey"  # type: ignore[union-attr]


def _own_flush(module: Module, node: ast.Call) -> list[Edit]:
    source = module.source
    assert isinstance(node.func, ast.Attribute)
    end = source.span(node.func)[1]
    return [replacing(source, end - len("flushall"), end, "flushdb")]
