"""The names of the topics that connections listen to."""


def officers_of(force_id: str) -> str:
    """Name the topic of all officers of a force."""
    return f"officers#{force_id}"


def citizen_of(session_id: str) -> str:
    """Name the topic of a session's citizen."""
    return f"citizen#{session_id}"


def watchers_of(session_id: str) -> str:
    """Name the topic of the officers who watch a session."""
    return f"watchers#{session_id}"


def connection_of(worker_id: str) -> str:
    """Name the topic of a worker."""
    return f"worker#{worker_id}"


def legs_of(session_id: str) -> str:
    """Name the topic of all legs that were offered for a session, by leg id."""
    return f"legs#{session_id}"


def http_reply(leg_id: str) -> str:
    """Name whom a worker answers when an offer came over HTTP: no connection, but whoever waits for this leg."""
    return f"http#{leg_id}"


def seeing_of(session_id: str) -> str:
    """Name the topic of the down legs that carry a session's picture now, by leg id."""
    return f"seeing#{session_id}"
