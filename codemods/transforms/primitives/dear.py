"""What is dear enough to be done once for all workers, and what else may stand beside it.

Nobody can read off code how long it takes: these are calls that hardly anybody makes for nothing.
Sources: the documentation of each tool, and session fixtures of published suites.
"""

import ast
import re
from collections.abc import Iterator, Mapping

from codemods.suite.model import Import
from codemods.suite.module import dotted_name
from codemods.suite.nodes import nodes_of

_CHILDREN = frozenset({"run", "call", "check_call", "check_output"})
_PROGRAMS = re.compile(
    r"(^|[\s/])(pip3?|pipx|uv|poetry|pdm|hatch|flit|build|wheel|setup\.py|virtualenv|venv|conda|"
    r"mamba|tox|nox|maturin|cargo|rustc|go|make|cmake|ninja|meson|bazel|gcc|g\+\+|cc|clang|clang\+\+|"
    r"javac|mvn|gradle|npm|npx|yarn|pnpm|tsc|docker|docker-compose|podman|helm|kind|minikube|"
    r"kubectl|terraform|vagrant|git|wget|curl|createdb|dropdb|psql|mysql|initdb|playwright)(?=\s|$)"
)
_CHEAP = re.compile(r"(^|\s)(--version|-V|config|rev-parse|status|init|add|commit|info|ps)(?=\s|$)")
_CALLS = frozenset(
    {
        "urllib.request.urlretrieve",
        "wget.download",
        "gdown.download",
        "pooch.retrieve",
        "nltk.download",
        "huggingface_hub.snapshot_download",
        "huggingface_hub.hf_hub_download",
        "venv.create",
        "virtualenv.cli_run",
        "git.Repo.clone_from",
        "setuptools.build_meta.build_wheel",
        "compileall.compile_dir",
    }
)
_OBJECTS = re.compile(
    r"^(testcontainers\.|docker\.(from_env|DockerClient)$)|\.compose\.DockerCompose$"
)

HARMLESS = re.compile(
    r"^(print|str|repr|int|float|bool|len|list|dict|sorted|next|iter|range|enumerate|zip|min|max|open|"
    r"sum|any|all|isinstance|pathlib\.Path(\.cwd|\.home)?|json\.\w+|textwrap\.dedent|time\.\w+|"
    r"os\.path\.\w+|os\.(makedirs|mkdir|listdir|fspath|remove|unlink|rename|replace|stat|getcwd)|"
    r"os\.environ\.(get|copy)|os\.getenv|shutil\.\w+|glob\.\w+|shlex\.\w+|sysconfig\.\w+|"
    r"platform\.\w+|subprocess\.(run|call|check_call|check_output)|pytest\.(skip|fail)|"
    r"zipfile\.\w+|tarfile\.open|hashlib\.\w+|logging\.getLogger|urllib\.request\.urlopen|requests\.(get|head)|\w*(Error|Exception|Timeout))$"
)
"""Callables that change nothing in their own process that a test could miss."""
METHODS = frozenset(
    """absolute append as_posix chmod close copy debug decode encode endswith error exists extend
    extractall find format get getbasetemp glob hexdigest info is_dir is_file items iterdir join
    joinpath keys lower mkdir mktemp open read read_bytes read_text relative_to rename replace
    resolve rglob rmdir rstrip split splitlines startswith stat strip symlink_to touch unlink upper
    values warning with_name with_suffix write write_bytes write_text writelines""".split()  # noqa: SIM905
)
"""Methods of paths, files, strings and the like, of which the same is true."""


_WIDE = re.compile(rb"scope\s*=\s*[\"'](?:session|package)")
_DEAR = re.compile(
    rb"\b(?:"
    + b"|".join(sorted({name.rpartition(".")[2].encode() for name in (*_CALLS, *_CHILDREN)}))
    + rb"|system|docker|testcontainers|\w*Container|DockerClient|DockerCompose)\b"
)


def shows_dear_fixture(code: bytes) -> bool:
    """Whether a piece of code may hold a fixture for the whole run that makes a dear call."""
    return _WIDE.search(code) is not None and _DEAR.search(code) is not None


def dear_call(node: ast.Call, imports: Mapping[str, Import]) -> str | None:
    """How a user would call what makes a call dear, ``None`` if it is not."""
    dotted = dotted_name(node.func, imports) or ""
    if dotted in _CALLS or _OBJECTS.search(dotted):
        return dotted
    home, _, name = dotted.rpartition(".")
    if (home == "subprocess" and name in _CHILDREN) or dotted == "os.system":
        command = " ".join(_words(node))
        found = _PROGRAMS.search(command)
        return found[2] if found and not _CHEAP.search(command) else None
    return None


def _words(node: ast.Call) -> Iterator[str]:
    """The words of a command, as far as they are written out."""
    first = node.args[0] if node.args else None
    for item in first.elts if isinstance(first, ast.List | ast.Tuple) else [first]:
        for inner in nodes_of(item) if item else ():
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                yield inner.value
