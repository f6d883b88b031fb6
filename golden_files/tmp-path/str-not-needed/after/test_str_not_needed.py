import csv
import json
import os
import shutil
import sqlite3
import zipfile


def test_standard_library(tmp_path):
    folder = tmp_path / "str-not-needed"
    os.makedirs(folder)
    source = os.path.join(folder, "a.json")
    with open(source, "w") as f:
        json.dump([1, 2], f)
    shutil.copy(source, os.path.join(folder, "b.json"))
    with zipfile.ZipFile(os.path.join(folder, "c.zip"), "w") as archive:
        archive.write(source, "a.json")
    db = sqlite3.connect(os.path.join(folder, "d.sqlite"))
    db.execute("create table t (a)")
    db.close()
    with open(os.path.join(folder, "e.csv"), "w", newline="") as f:
        csv.writer(f).writerow([1, 2])
    assert sorted(os.listdir(folder)) == [
        "a.json",
        "b.json",
        "c.zip",
        "d.sqlite",
        "e.csv",
    ]
