LABELS = ["quince", "medlar"]
