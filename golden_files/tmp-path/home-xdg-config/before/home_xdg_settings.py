import json
import os


def config_path():
    base = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    return os.path.join(base, "home-xdg-settings", "settings.json")


def save(**settings):
    os.makedirs(os.path.dirname(config_path()), exist_ok=True)
    with open(config_path(), "w") as f:
        json.dump(settings, f)


def load():
    try:
        with open(config_path()) as f:
            return json.load(f)
    except FileNotFoundError:
        return {}
