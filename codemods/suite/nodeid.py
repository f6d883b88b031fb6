"""Node ids, as text."""


def base_of(test: str) -> str:
    """The node id of a test without its parameters."""
    module, separator, name = test.partition("::")
    return module + separator + name.partition("[")[0]
