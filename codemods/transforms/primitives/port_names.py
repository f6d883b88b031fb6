"""Names for ports that a function or a class did not have to name before."""

import ast

from codemods.suite.model import Function, Suite
from codemods.suite.module import dotted_name
from codemods.suite.names import class_chain, resolve
from codemods.transforms.primitives.classes import is_attribute
from codemods.transforms.primitives.hosts import taken_names
from codemods.transforms.primitives.port_sites import Site, sites_of
from codemods.transforms.primitives.port_uses import uses_of
from codemods.transforms.primitives.replacing import RefusedRewrite

_NAMES = ("port", "server_port", "bound_port")
_PLAIN_BASES = ("object", "unittest.TestCase", "unittest.IsolatedAsyncioTestCase")


def local_name(suite: Suite, function: Function, port: str) -> str:
    """A local variable for a port.

    Args:
        port: the expression that it gets.

    Raises:
        RefusedRewrite: the names that come to mind are taken.
    """
    taken = taken_names(suite, function)
    names = (_own(port),) if _meets_several(suite, function) else _NAMES
    for name in names:
        if name not in taken:
            return name
    raise RefusedRewrite(f"{function.qualname} leaves no name for its port")


def attribute_name(suite: Suite, site: Site) -> str | None:
    """An attribute for the port that something of a class listens on.

    Returns:
        ``None`` where nobody has seen all attributes of the class.

    Raises:
        RefusedRewrite: the names that come to mind are taken.
    """
    function = site.function
    own = suite.modules[function.module].classes[function.owner or ""]
    for cls in class_chain(own, suite.modules, suite.config):
        home = suite.modules[cls.module]
        for base in cls.node.bases:
            dotted = dotted_name(base, home.imports) or ""
            hit = resolve(suite, home, base.id) if isinstance(base, ast.Name) else None
            if not (hit and hit[1] in hit[0].classes) and dotted not in _PLAIN_BASES:
                return None
    several = [one for one in sites_of(suite) if _is_related(suite, one, site)]
    names = _NAMES[:2] if len(several) == 1 else (_own(f"{site.holder}."),)
    for name in names:
        if not is_attribute(suite, name) and not _is_constant(suite, name):
            return name
    return None


def _is_constant(suite: Suite, name: str) -> bool:
    """Whether any class of the suite has a constant of this name."""
    return any(
        name in cls.constants
        for module in suite.mentioning(name)
        for cls in module.classes.values()
    )


def _own(port: str) -> str:
    """A name that says whose port it is."""
    words = port.split(".")
    return f"{words[words[0] in ('self', 'cls')].lstrip('_')}_port"


def _meets_several(suite: Suite, function: Function) -> bool:
    """Whether a function listens on several ports, or names several numbers of those."""
    sites = [site for site in sites_of(suite) if site.function is function]
    numbers = {site.number.port for site in sites_of(suite)} - {None}
    named = [
        number
        for number in numbers
        if number and any(use.function is function for use in uses_of(suite, number))
    ]
    return len(sites) > 1 or len(named) > 1


def _is_related(suite: Suite, one: Site, other: Site) -> bool:
    """Whether two calls that listen may be of one object."""
    chains = []
    for site in (one, other):
        if site.function.owner is None:
            return False
        cls = suite.modules[site.function.module].classes[site.function.owner]
        chains.append(class_chain(cls, suite.modules, suite.config))
    return chains[0][0] in chains[1] or chains[1][0] in chains[0]
