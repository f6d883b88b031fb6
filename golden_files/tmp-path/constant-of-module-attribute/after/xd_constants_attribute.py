SCRATCH = "/tmp/constant-of-module-attribute.bin"
