"""What a plan looks like in the formats that other programs read: strings, and no I/O."""
