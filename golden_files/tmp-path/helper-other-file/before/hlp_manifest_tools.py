import json
import os


def save_manifest(**entries):
    with open("cargo-manifest.json", "w") as f:
        json.dump(entries, f, indent=1)


def load_manifest():
    with open("cargo-manifest.json") as f:
        return json.load(f)


def drop_manifest():
    if os.path.exists("cargo-manifest.json"):
        os.remove("cargo-manifest.json")
