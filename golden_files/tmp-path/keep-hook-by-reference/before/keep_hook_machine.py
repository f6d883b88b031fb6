"""A machine that tells others about its states."""
HOOKS = {}


def on(state, hook):
    HOOKS.setdefault(state, []).append(hook)


class Machine:
    state = "idle"

    def go(self, state):
        self.state = state
        for hook in HOOKS.get(state, ()):
            hook()
