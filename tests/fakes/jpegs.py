"""A JPEG's markers without a picture: as much of it as anybody looks at."""


def make_jpeg(width: int = 640, height: int = 360, padding: int = 0) -> bytes:
    """Return start, application segment, frame header, scan and end; `padding` bytes of scan make it larger."""
    application = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = b"\xff\xc0\x00\x0b\x08" + height.to_bytes(2) + width.to_bytes(2) + b"\x01\x01\x11\x00"
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x55" * padding
    return b"\xff\xd8" + application + frame + scan + b"\xff\xd9"
