def keep(change, text):
    with open("shouted_inner_function.txt", "w") as file:
        file.write(change(text))
    with open("shouted_inner_function.txt") as file:
        return file.read()
