"""The media worker: takes a citizen's stream in, records it, passes it on to officers. Decodes nothing."""
