"""How a store's answer tells a browser to save a file and never to show it."""

from urllib.parse import quote


def save_as(file_name: str) -> str:
    """Return the Content-Disposition of a file that is saved under this name (RFC 6266, RFC 8187)."""
    return f"attachment; filename*=UTF-8''{quote(file_name, safe='')}"
