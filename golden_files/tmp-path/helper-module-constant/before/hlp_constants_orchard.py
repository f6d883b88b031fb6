import os

OUTPUT_DIR = os.path.join(os.path.abspath(os.path.dirname(__file__)), "orchard-output")
LABELS = ["quince", "medlar"]
