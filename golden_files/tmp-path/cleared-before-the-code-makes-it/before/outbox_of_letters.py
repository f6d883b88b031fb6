import os

FOLDER = os.path.join(os.path.dirname(__file__), *["spo" + "ol"])


def send(user, text):
    with open(os.path.join(FOLDER, user), "w") as file:
        file.write(text)
    if not text:
        raise ValueError("an empty letter")
