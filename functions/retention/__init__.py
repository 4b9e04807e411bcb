"""The library: officers find what is held, look into it, and do with it what their role allows."""
