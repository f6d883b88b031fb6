import marshal


def compile_terms(source):
    """Compile a glossary to cwd_reads_terms.dat in the current folder."""
    with open(source) as f:
        terms = dict(line.strip().split(" = ") for line in f)
    with open("cwd_reads_terms.dat", "wb") as f:
        marshal.dump(terms, f)


def lookup(word):
    with open("cwd_reads_terms.dat", "rb") as f:
        return marshal.load(f).get(word)
