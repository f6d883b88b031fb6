"""What a traced run shows: who touched what, who would meet whom, and for what cause.

Pure: what the probe wrote comes in, collisions go out.
"""
