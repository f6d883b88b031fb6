"""What is known of a value without running it: whether it sorts, hashes alike, names a node id."""

from collections.abc import Iterable
from typing import TypeAlias, Union

Kind: TypeAlias = Union[str, tuple["Kind", ...]]  # noqa: UP007 - it names itself
"""The name of a type as far as it matters here; a tuple of kinds for a tuple."""

UNKNOWN = "unknown"
_ORDERED = frozenset({"str", "bytes", "number", "path", "date", "timedelta", "decimal"})
_HASHED_ALIKE = frozenset({"number", "complex", "timedelta", "decimal"})
_SPELLED = frozenset(
    {"str", "bytes", "number", "complex", "none", "enum", "class", "function", "pattern"}
)
_KEYS = {
    "enum": "key=lambda member: member.name",
    "class": "key=lambda cls: (cls.__module__, cls.__qualname__)",
    "entry": "key=lambda entry: entry.path",
}


def sorting(kinds: Iterable[Kind]) -> str | None:
    """How ``sorted`` puts such values in one order: its further argument, ``""`` for none.

    Returns:
        ``None`` where they cannot be compared, or where nobody knows.
    """
    found = set(kinds)
    if len(found) == 1:
        only = next(iter(found))
        if isinstance(only, str) and only in _KEYS:
            return _KEYS[only]
    return "" if _compare(found) else None


def _compare(kinds: set[Kind]) -> bool:
    if not kinds:
        return False
    if len(kinds) == 1 and next(iter(kinds)) in _ORDERED:
        return True
    rows = [kind for kind in kinds if isinstance(kind, tuple)]
    if len(rows) != len(kinds) or len({len(row) for row in rows}) != 1:
        return False
    return all(_compare(set(column)) for column in zip(*rows, strict=True))


def hashes_alike(kinds: Iterable[Kind]) -> bool:
    """Whether a set of such values is walked in the same order in every process."""
    found = list(kinds)
    return bool(found) and all(
        hashes_alike(kind) if isinstance(kind, tuple) else kind in _HASHED_ALIKE for kind in found
    )


def is_spelled(kind: Kind) -> bool:
    """Whether pytest makes the id of a parameter from such a value, not from its position."""
    return isinstance(kind, str) and kind in _SPELLED


RESULTS: dict[str, Kind] = {
    **dict.fromkeys(("str", "repr", "ascii", "format", "chr", "hex", "oct", "bin"), "str"),
    **dict.fromkeys(("int", "float", "len", "ord", "round", "bool", "hash", "id"), "number"),
    **dict.fromkeys(("bytes", "os.urandom", "secrets.token_bytes"), "bytes"),
    **dict.fromkeys(("pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath"), "path"),
    **dict.fromkeys(("pathlib.PurePosixPath", "pathlib.Path.cwd", "pathlib.Path.home"), "path"),
    **dict.fromkeys(("os.path.join", "os.path.basename", "os.path.dirname"), "str"),
    **dict.fromkeys(("os.path.abspath", "os.path.realpath", "os.path.normpath"), "str"),
    **dict.fromkeys(("os.path.relpath", "os.path.expanduser", "os.getcwd"), "str"),
    **dict.fromkeys(("secrets.token_hex", "secrets.token_urlsafe", "tempfile.mkdtemp"), "str"),
    **dict.fromkeys(("tempfile.mktemp", "time.strftime", "time.ctime", "time.asctime"), "str"),
    **dict.fromkeys(("random.random", "random.randint", "random.uniform"), "number"),
    **dict.fromkeys(("random.randrange", "random.gauss", "random.getrandbits"), "number"),
    **dict.fromkeys(("random.normalvariate", "random.triangular", "secrets.randbelow"), "number"),
    **dict.fromkeys(("time.time", "time.time_ns", "time.monotonic"), "number"),
    **dict.fromkeys(("time.perf_counter", "os.getpid"), "number"),
    **dict.fromkeys(("decimal.Decimal", "fractions.Fraction"), "decimal"),
    **dict.fromkeys(("uuid.uuid1", "uuid.uuid4", "uuid.UUID"), "uuid"),
    **dict.fromkeys(("datetime.datetime.now", "datetime.datetime.utcnow"), "datetime"),
    **dict.fromkeys(("datetime.datetime.today", "datetime.datetime"), "datetime"),
    **dict.fromkeys(("datetime.date", "datetime.date.today"), "date"),
    "datetime.timedelta": "timedelta",
    "complex": "complex",
    "object": "object",
    "re.compile": "pattern",
}
"""What calls give back, by dotted name."""

METHODS: dict[str, dict[str, Kind]] = {
    "str": {
        **dict.fromkeys(("capitalize", "casefold", "center", "expandtabs", "format"), "str"),
        **dict.fromkeys(("format_map", "join", "ljust", "lower", "lstrip", "replace"), "str"),
        **dict.fromkeys(("removeprefix", "removesuffix", "rjust", "rstrip", "strip"), "str"),
        **dict.fromkeys(("swapcase", "title", "translate", "upper", "zfill"), "str"),
        **dict.fromkeys(("count", "find", "index", "rfind", "rindex"), "number"),
        "encode": "bytes",
    },
    "path": {
        **dict.fromkeys(("absolute", "expanduser", "joinpath", "relative_to"), "path"),
        **dict.fromkeys(("resolve", "with_name", "with_stem", "with_suffix"), "path"),
        **dict.fromkeys(("as_posix", "as_uri", "read_text"), "str"),
        "read_bytes": "bytes",
    },
    "datetime": {
        **dict.fromkeys(("isoformat", "strftime", "ctime"), "str"),
        **dict.fromkeys(("replace", "astimezone"), "datetime"),
        **dict.fromkeys(("timestamp", "toordinal"), "number"),
        "date": "date",
    },
    "date": {
        **dict.fromkeys(("isoformat", "strftime", "ctime"), "str"),
        "toordinal": "number",
        "replace": "date",
    },
}
"""What methods give back, by the kind of their object."""

ATTRIBUTES: dict[str, dict[str, Kind]] = {
    "path": {
        **dict.fromkeys(("name", "stem", "suffix", "anchor", "drive", "root"), "str"),
        "parent": "path",
    },
    "uuid": {
        **dict.fromkeys(("hex", "urn"), "str"),
        **dict.fromkeys(("int", "fields", "node"), "number"),
        "bytes": "bytes",
    },
    "entry": {**dict.fromkeys(("name", "path"), "str")},
}
"""What attributes hold, by the kind of their object."""

MADE_UP = (
    frozenset(name for name in RESULTS if name.startswith(("random.", "secrets.", "time.")))
    | {"uuid.uuid1", "uuid.uuid4", "os.urandom", "os.getpid", "tempfile.mkdtemp", "id"}
    | {"tempfile.mktemp", "datetime.datetime.now", "datetime.datetime.utcnow"}
    | {"datetime.datetime.today", "datetime.date.today", "random.choice", "random.choices"}
    | {"random.sample", "random.shuffle", "secrets.choice"}
)
"""Calls that give something else in every process."""

SETS_GIVEN: dict[str, Kind] = {"zoneinfo.available_timezones": "str"}
"""Functions of libraries that give a set, with the kind of what is in it."""

SETS_HELD: dict[str, Kind] = {
    **dict.fromkeys(("hashlib.algorithms_available", "hashlib.algorithms_guaranteed"), "str"),
    **dict.fromkeys(("pytz.all_timezones_set", "pytz.common_timezones_set"), "str"),
    "sys.stdlib_module_names": "str",
}
"""Attributes of libraries that are sets, with the kind of what is in them."""
