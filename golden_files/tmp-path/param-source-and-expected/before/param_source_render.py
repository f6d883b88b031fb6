"""A very small renderer."""
import os


def render(source, fmt="html"):
    """Render a text file, return the name of the file that was written."""
    target = "%s.%s" % (os.path.splitext(source)[0], fmt)
    with open(source) as f:
        text = f.read()
    with open(target, "w") as f:
        f.write("<p>%s</p>" % text)
    return target
