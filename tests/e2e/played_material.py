"""What a played server says of one recording, and of a film in which somebody is to be seen."""

from typing import Any

from sightline.domain.playlist import write_playlist
from sightline.domain.timeline import list_timeline, read_recordings
from tests.e2e.played_desk import Answer
from tests.e2e.played_provider import ORIGIN
from tests.fakes.faces import a_film_with_somebody
from tests.fakes.masters import EPOCH, Master, record

ID = "session-1"
LONG = "CAD 8101/21NOV-AVON-AND-SOMERSET-CROSS-BORDER-WITH-GWENT-0000000001"
BEGAN, ENDED = "2026-01-02T03:04:05Z", "2026-01-02T03:04:09Z"

MATERIAL: dict[str, Any] = {
    "material_id": ID,
    "kind": "session",
    "incident_ref": "CAD 8101/21NOV",
    "title": "",
    "state": "held",
    "category": "mopi-group-2",
    "parent_id": None,
    "began_at": BEGAN,
    "ended_at": ENDED,
    "created_at": BEGAN,
    "byte_count": 1_200_000,
    "media_type": None,
    "crime_number": None,
    "exhibit_ref": None,
    "holds": [],
    "manifest_sha256": "ab" * 32,
    "officer_id": "officer-2",
    "officer_name": "Tom Hughes",
    "place": None,
    "proposed_by": None,
    "review_on": None,
}
RETENTION: dict[str, Any] = {
    "material_id": ID,
    "incident_ref": "CAD 8101/21NOV",
    "title": "",
    "state": "held",
    "category": "mopi-group-2",
    "crime_number": None,
    "exhibit_ref": None,
    "holds": [],
    "disposal": None,
    "kept_because": [{"sentence": "MoPI group 2: kept for 10 years, until 2 January 2036.", "until": "2036-01-02"}],
    "may_go": True,
    "next_review_by": "2027-11-22",
    "review_on": None,
    "secured": False,
    "locking": None,
}
SESSION: dict[str, Any] = {
    "session_id": ID,
    "invite_id": None,
    "incident_ref": "CAD 8101/21NOV",
    "purpose": "incident-assessment",
    "capabilities": ["video", "audio", "location"],
    "language": "en",
    "retention_category": "mopi-group-2",
    "spoken_code": "amber kettle",
    "state": "ended",
    "created_at": BEGAN,
    "live_at": BEGAN,
    "ended_at": ENDED,
    "end_reason": "officer",
    "citizen_connected": False,
    "worker_id": None,
    "up_leg_id": None,
    "capture": None,
    "watchers": [],
    "version": 9,
    "seal": {"fragment_count": 2, "gap_count": 0, "manifest_sha256": "ab" * 32, "sealed_at": ENDED},
}


def a_copy(**changes: Any) -> dict[str, Any]:
    """Return a clip that waits to be made, but for the changes."""
    return {
        "copy_id": "copy-1",
        "parent_id": ID,
        "kind": "clip",
        "state": "waiting",
        "progress": 0.0,
        "began_at": BEGAN,
        "ended_at": ENDED,
        "exact": False,
        "asked_at": ENDED,
        "asked_by_name": "Tom Hughes",
        "reason": "Charging advice",
        "hidden_count": None,
        "silent": False,
        "failure": None,
        "files": [],
        **changes,
    }


def a_file(name: str, **changes: Any) -> dict[str, Any]:
    """Return a file of a copy."""
    return {
        "file": name,
        "media_type": "video/mp4",
        "bytes": 845_000,
        "sha256": "9f" * 32,
        "began_at": BEGAN,
        "ended_at": ENDED,
        "width": 640,
        "height": 360,
        "picture": "transcoded",
        "sound": None,
        "credentials": True,
        **changes,
    }


def about_material(**material: Any) -> dict[str, Answer]:
    """Return what is said of a material on its page."""
    said = {**MATERIAL, **material}
    root = f"/materials/{said['material_id']}"
    return {
        f"GET {root}": said,
        f"GET {root}/copies": {"copies": []},
        f"GET {root}/retention": {**RETENTION, "material_id": said["material_id"], "state": said["state"]},
        f"GET {root}/shares": {"shares": []},
        f"GET {root}/custody": {"entries": [], "next": None},
    }


def about_recording() -> tuple[dict[str, Answer], dict[str, bytes]]:
    """Return what is said of a recording of somebody who walks, and what lies in the bucket."""
    master = Master()
    record(master, a_film_with_somebody(4))
    timeline = list_timeline(read_recordings(master.evidence.objects))
    fragments = [
        {
            "index": each.index,
            "recording_id": each.recording.place.recording_id,
            "sequence": each.name.sequence,
            "captured_at": each.name.captured_at.isoformat(),
            "duration_seconds": each.name.duration.total_seconds(),
            "url": f"{ORIGIN}/store/{each.name.key}",
            "init_url": f"{ORIGIN}/store/{each.init_key}",
        }
        for each in timeline
    ]
    recording = {
        "session_id": ID,
        "state": "ended",
        "began_at": EPOCH.isoformat(),
        "ended_at": ENDED,
        "duration_seconds": 4.0,
        "fragment_count": len(fragments),
        "codecs": ["avc1.42E01E"],
        "gaps": [],
        "sealed": True,
        "voices": [],
        "original": None,
    }
    root = f"/sessions/{ID}"
    answers: dict[str, Answer] = {
        **about_material(),
        "GET /sessions": {"sessions": [SESSION], "next": None},
        f"GET {root}": {"session": SESSION, "chat": []},
        f"GET {root}/trail": {"positions": []},
        f"GET {root}/recording": recording,
        f"GET {root}/playlist": write_playlist(timeline, ended=True),
        f"GET {root}/fragments": {"fragments": fragments, "total": len(fragments)},
        f"GET {root}/stills": {"stills": [], "total": 0},
    }
    return answers, {f"/store/{key}": body for key, body in master.evidence.objects.items()}
