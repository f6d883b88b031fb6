import json
from pathlib import Path

FORMATS = {}


class Json:
    def place(self, shelf, title):
        return Path(f"{shelf}_cleared", f"{title}.json")


FORMATS["json"] = Json


def record(title, kind="json"):
    place = FORMATS[kind]().place(shelf="tapes", title=title)
    place.write_text(json.dumps([title]))
    return len(title)
