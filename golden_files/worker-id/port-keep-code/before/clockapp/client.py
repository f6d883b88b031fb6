from urllib.request import urlopen

PORT = 21003


def fetch(path):
    with urlopen(f"http://127.0.0.1:{PORT}{path}") as answer:
        return answer.read()
