"""What things are: standard library only, no clock, no randomness, no input or output."""
