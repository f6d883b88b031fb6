"""The fiddly parts that transforms share: signatures, spellings, imports, line lengths."""
