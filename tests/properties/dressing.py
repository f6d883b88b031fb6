"""The bytes of a module: indents, line ends, marks, cookies, comments and blanks."""

import re

from tests.properties.writer import Writer


def dressed(w: Writer, blocks: list[list[str]], head: list[str]) -> bytes:
    """The bytes of a module made of these blocks, in one of many dresses."""
    gap = w.one(["", ""], ["", ""], [""], [], ["", "\f", ""], ["", "# ---- é", ""], ["\f"])
    lines = list(head)
    for block in blocks:
        lines += [*(gap if lines else []), *_commented(w, block)]
    cookie = w.one("", "", "", "utf-8", "latin-1", "cp1252")
    if cookie:
        lines.insert(0, w.one(f"# -*- coding: {cookie} -*-", f"# vim: set fileencoding={cookie} :"))
        if w.chance():
            lines.insert(0, "#!/usr/bin/env python")
    text = "\n".join(lines)
    indent = w.one("    ", "    ", "    ", "\t", "  ")
    text = re.sub(r"(?m)^(?:    )+", lambda found: indent * (len(found[0]) // 4), text)
    text += w.one("\n", "\n", "\n", "", "\n\n\n", "  ", "\n# the end", "\n\f\n")
    ends = w.one("\n", "\n", "\n", "\n", "\n", "\r\n", "\r\n", "mixed", "\r")
    if ends == "mixed":
        text = re.sub(r"\n", lambda found: "\r\n" if found.start() % 2 else "\n", text)
    else:
        text = text.replace("\n", ends)
    encoding = cookie or "utf-8"
    mark = b"\xef\xbb\xbf" if encoding == "utf-8" and w.chance(6) else b""
    return mark + text.encode(encoding, "replace" if encoding == "utf-8" else "xmlcharrefreplace")


def _commented(w: Writer, block: list[str]) -> list[str]:
    """Comments behind and above the statements of a block, trailing blanks, semicolons."""
    if not w.chance(3):
        return block
    lines: list[str] = []
    at = w.some(len(block) - 1)
    for number, line in enumerate(block):
        plain = re.fullmatch(r"\s*[^'\"\\#]*[\w)\]]", line) and not line.lstrip().startswith("@")
        if number == at and plain and line.count("(") == line.count(")"):
            inside = re.match(r"\s*", line)
            blanks = inside[0] if inside else ""
            choice = w.some(4)
            if choice == 0:
                line = f"{line}  # é, /tmp/said"
            elif choice == 1:
                lines.append(f"{blanks}# what comes now: /tmp/said")
            elif choice == 2:
                line = f"{line};"
            elif choice == 3:
                line = f"{line} \t "
            else:
                lines += ["", f"{blanks}# one", f"{blanks}# two", ""]
        lines.append(line)
    return lines
