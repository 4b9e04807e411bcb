"""What a worker knows of itself when all is well."""

from media_worker.health import Health

WELL = Health(
    connected=True,
    places=4,
    free_places=3,
    sessions=1,
    draining=False,
    spooled=0,
    waiting_bytes=0,
    room_bytes=1000,
    live_paused=False,
    store_away=False,
    disk_failing=False,
    stored=9,
    refused=0,
    lag_seconds=0.02,
    lag_p99_seconds=0.004,
)
