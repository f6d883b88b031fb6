"""What a sibling plugin may be told while it happens."""

LISTENERS = []


def tell(how, what):
    for listener in LISTENERS:
        listener(how, what)
