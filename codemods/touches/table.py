"""What the callables of the standard library, and some well-known others, do with paths.

Source: the reference of Python 3.14 for `builtins`, `io`, `os`, `os.path`, `pathlib`, `shutil`,
`glob`, `sqlite3`, `tempfile`; for the savers and loaders at the end, the projects' own pages.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from codemods.touches.model import Role


@dataclass(frozen=True, slots=True)
class Takes:
    """Where a callable takes a path, and what becomes of it."""

    index: int
    keyword: str
    role: Role


def _one(role: Role, keyword: str = "path") -> tuple[Takes, ...]:
    return (Takes(0, keyword, role),)


def _two(first: Role, second: Role, one: str = "src", two: str = "dst") -> tuple[Takes, ...]:
    return Takes(0, one, first), Takes(1, two, second)


OPENERS: dict[str, str] = {
    "builtins.open": "file",
    "io.open": "file",
    "codecs.open": "filename",
    "gzip.open": "filename",
    "gzip.GzipFile": "filename",
    "bz2.open": "filename",
    "bz2.BZ2File": "filename",
    "lzma.open": "filename",
    "lzma.LZMAFile": "filename",
    "tarfile.open": "name",
    "tarfile.TarFile": "name",
    "zipfile.ZipFile": "file",
    "wave.open": "f",
    "aiofiles.open": "file",
    "h5py.File": "name",
}
"""Callables with a mode, and the keyword of their path; the mode is the second argument."""

CALLS: dict[str, tuple[Takes, ...]] = {
    "os.remove": _one(Role.DELETE),
    "os.unlink": _one(Role.DELETE),
    "os.rmdir": _one(Role.DELETE),
    "os.removedirs": _one(Role.DELETE, "name"),
    "os.mkdir": _one(Role.MKDIR),
    "os.mkfifo": _one(Role.WRITE),
    "os.truncate": _one(Role.READ),
    "os.chmod": _one(Role.READ),
    "os.chown": _one(Role.READ),
    "os.utime": _one(Role.READ),
    "os.stat": _one(Role.READ),
    "os.lstat": _one(Role.READ),
    "os.access": _one(Role.PROBE),
    "os.listdir": _one(Role.LIST),
    "os.scandir": _one(Role.LIST),
    "os.walk": _one(Role.LIST, "top"),
    "os.rename": _two(Role.DELETE, Role.WRITE),
    "os.renames": _two(Role.DELETE, Role.WRITE, "old", "new"),
    "os.replace": _two(Role.DELETE, Role.WRITE),
    "os.link": _two(Role.READ, Role.WRITE),
    "os.symlink": _two(Role.HANDED, Role.WRITE),
    "os.path.exists": _one(Role.PROBE),
    "os.path.lexists": _one(Role.PROBE),
    "os.path.isfile": _one(Role.PROBE),
    "os.path.isdir": _one(Role.PROBE, "s"),
    "os.path.islink": _one(Role.PROBE),
    "os.path.getsize": _one(Role.READ, "filename"),
    "os.path.getmtime": _one(Role.READ, "filename"),
    "os.path.getctime": _one(Role.READ, "filename"),
    "os.path.samefile": _two(Role.READ, Role.READ, "f1", "f2"),
    "filecmp.cmp": _two(Role.READ, Role.READ, "f1", "f2"),
    "shutil.copy": _two(Role.READ, Role.WRITE),
    "shutil.copy2": _two(Role.READ, Role.WRITE),
    "shutil.copyfile": _two(Role.READ, Role.WRITE),
    "shutil.copytree": _two(Role.READ, Role.MKDIR),
    "shutil.move": _two(Role.DELETE, Role.WRITE),
    "shutil.rmtree": _one(Role.DELETE),
    "shutil.make_archive": _one(Role.SAVED, "base_name"),
    "shutil.unpack_archive": _two(Role.READ, Role.SAVED, "filename", "extract_dir"),
    "glob.glob": _one(Role.LIST, "pathname"),
    "glob.iglob": _one(Role.LIST, "pathname"),
    "sqlite3.connect": _one(Role.STORE, "database"),
    "shelve.open": _one(Role.STORE, "filename"),
    "dbm.open": _one(Role.STORE, "file"),
    "linecache.getlines": _one(Role.READ, "filename"),
    "runpy.run_path": _one(Role.READ, "path_name"),
    "logging.FileHandler": _one(Role.APPEND, "filename"),
    "logging.handlers.RotatingFileHandler": _one(Role.APPEND, "filename"),
    "logging.handlers.TimedRotatingFileHandler": _one(Role.APPEND, "filename"),
    "logging.handlers.WatchedFileHandler": _one(Role.APPEND, "filename"),
    "pandas.read_csv": _one(Role.READ, "filepath_or_buffer"),
    "numpy.save": _one(Role.WRITE, "file"),
    "numpy.savez": _one(Role.WRITE, "file"),
    "numpy.savez_compressed": _one(Role.WRITE, "file"),
    "numpy.savetxt": _one(Role.WRITE, "fname"),
    "numpy.load": _one(Role.READ, "file"),
    "numpy.loadtxt": _one(Role.READ, "fname"),
    "numpy.genfromtxt": _one(Role.READ, "fname"),
}
"""Callables that take a ``str`` or a ``PathLike`` and touch it at once."""

WANT_STR = frozenset(
    {
        "dbm.open",
        "glob.glob",
        "glob.iglob",
        "linecache.getlines",
        "shelve.open",
        "shutil.make_archive",
        "wave.open",
    }
)
"""Of those, the callables that do not take a ``PathLike``, or not in every supported Python."""

METHODS: dict[str, Role] = {
    "write_text": Role.WRITE,
    "write_bytes": Role.WRITE,
    "touch": Role.STORE,
    "mkdir": Role.MKDIR,
    "unlink": Role.DELETE,
    "rmdir": Role.DELETE,
    "read_text": Role.READ,
    "read_bytes": Role.READ,
    "stat": Role.READ,
    "lstat": Role.READ,
    "chmod": Role.READ,
    "iterdir": Role.LIST,
    "glob": Role.LIST,
    "rglob": Role.LIST,
    "walk": Role.LIST,
    "exists": Role.PROBE,
    "is_file": Role.PROBE,
    "is_dir": Role.PROBE,
    "is_symlink": Role.PROBE,
    "symlink_to": Role.WRITE,
    "hardlink_to": Role.WRITE,
    "rename": Role.DELETE,
    "replace": Role.DELETE,
}
"""Methods of ``pathlib.Path`` and what they do to the path itself."""

TARGETS: dict[str, Role] = {
    "rename": Role.WRITE,
    "replace": Role.WRITE,
    "symlink_to": Role.HANDED,
    "hardlink_to": Role.READ,
    "samefile": Role.READ,
    "copy": Role.WRITE,
}
"""Methods of ``pathlib.Path`` and what they do to the path that is their first argument."""

SAME_PATH = frozenset(
    {"resolve", "absolute", "expanduser", "as_posix", "__str__", "__fspath__", "joinpath"}
)

_UNIQUE = re.compile(
    r"(uuid\.uuid\d|uuid\d|os\.getpid|secrets\.token_\w+|random\.\w+|tempfile\.\w+"
    r"|xdist\.get_xdist_worker_id|os\.urandom|bson\.ObjectId|shortuuid\.\w+"
    r"|time\.(time|time_ns|monotonic|perf_counter)(_ns)?|threading\.get_ident|builtins\.id)$"
)

_MOVERS = re.compile(
    r"(^|[._])(cd|pushd)$|(working_?dir|cwd|chdir|isolated)\w*$|(^|\.)setUpDirectory$",
    re.IGNORECASE,
)

FAKERS = re.compile(r"^(fs|fake_fs|fs_\w+|fake_filesystem\w*|patchfs|testdir|pytester)$")
"""Fixtures and decorators under which the file system is not the real one."""

SET_UP_FAKES = re.compile(r"^setUp(Class)?Pyfakefs$")
"""Calls of pyfakefs after which the file system is not the real one, for unittest."""

SAVING = {
    "to_": r"to_(csv|json|excel|pickle|parquet|hdf|feather|file|html|yaml|xml|stata|netcdf)",
    "save": r"save(_\w+|fig)?",
    "write": r"write(_\w+)?",
    "dump": r"dump(_\w+)?",
    "export": r"export(_\w+)?",
    "download": r"download(_\w+)?",
    "extract": r"extract(_?all)?",
    "unpack": r"unpack(_\w+)?",
    "generate": r"generate(_\w+)?",
    "tofile": r"tofile",
    "imwrite": r"imwrite",
    "render_to_file": r"render_to_file",
    "store": r"store(_\w+)?",
}
"""How names end that by convention save to the path that they are given, by how they begin."""

SAVERS = re.compile(f"(?:^|_)({'|'.join(SAVING.values())})$")
FORMATS = re.compile(
    r"(?:^|_)(to_\w+|savefig|tofile|imwrite|imsave|extract(_?all)?|unpack(_\w+)?)$"
)
"""Names of these that are those of files wherever they are used."""
LOADERS = re.compile(
    r"(?:^|_)(load(_\w+)?|read(_\w+)?|parse(_\w+)?|from_(file|csv|json|yaml|path)|fromfile|imread"
    r"|open_existing|import_(file|from)\w*|check_(file|exists)\w*)$"
)
"""Names that by convention load from the path that they are given."""

REACHING = re.compile(
    r"^(subprocess|runpy|importlib|multiprocessing|ctypes|os\.(system|popen|spawn\w*|exec\w*))\b"
)
"""Calls of the standard library that may run code which was not read."""

HARMLESS = re.compile(
    r"^builtins\.(print|len|repr|isinstance|type|hash|id|str|bool|int|float|sorted|list|tuple|set"
    r"|dict|range|enumerate|zip|min|max|sum|any|all|next|iter|map|filter|bytes|bytearray|super"
    r"|getattr|hasattr|ascii|format|reversed|round|abs|chr|ord|vars|dir|callable|issubclass"
    r"|\w+(Error|Exception|Warning))$"
    r"|^(pytest|mock|numpy|pandas)(\.|$)"
)
"""Calls that do not, by themselves, reach a file that the test has not named to them."""


@lru_cache(maxsize=8192)
def is_unique(dotted: str) -> bool:
    """Whether what a call gives is had by no other worker at the same time."""
    return _UNIQUE.search(dotted) is not None


@lru_cache(maxsize=8192)
def moves(name: str) -> bool:
    """Whether a relative name means something else behind a callable or a fixture."""
    return _MOVERS.search(name) is not None
