"""The errors that end a run with a sentence instead of a traceback."""


class Refusal(Exception):
    """Something outside the tool is in the way: the message is one clear sentence for the user.

    The command line prints it on stderr and ends with exit code 2. Whoever raises it has left
    every file as it was.
    """


class Interrupted(BaseException):
    """The user has stopped the run; the message says what stands and how to go on.

    No ``KeyboardInterrupt``: Typer makes an exit code of those, and drops what they say.
    """
