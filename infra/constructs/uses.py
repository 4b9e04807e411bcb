"""What a function may need besides tables: each use is environment and permissions together."""

from enum import Enum, auto


class Use(Enum):
    """What a function may need besides tables."""

    PUSH = auto()
    """Tell listeners over their WebSockets; forgets connections that are gone."""
    TEXT = auto()
    """Send text messages."""
    SEAL_LATER = auto()
    """Put a session on the seal queue."""
    REPLAY = auto()
    """Read the evidence bucket and presign its objects."""
    COPIES = auto()
    """Have copies made, and presign them."""
    READ_COPIES = auto()
    """Hand out copies that are made."""
    EXPORT = auto()
    """Have bundles made, and presign them."""
    PACK = auto()
    """Read both buckets and put bundles into the derived one."""
    ORIGINAL = auto()
    """Let phones put pieces of their own recording into the evidence bucket, and nothing else."""
    SEAL = auto()
    """Write manifests and seals, signed."""
    CHECKPOINT = auto()
    """Write runs of chains of custody, signed."""
    VERIFY = auto()
    """Read what is signed, and check signatures by the seal key."""
    REASON = auto()
    """Know whether the force asks officers why they look."""
    ROOTS = auto()
    """Write daily roots, signed, and time-stamps."""
    STILLS = auto()
    """Put stills into the evidence bucket."""
    WORKER_KEY = auto()
    """Read the key that workers show."""
    SITE = auto()
    """Know the site's own address."""
    ORIGINAL_POLICY = auto()
    """Know whether the force lets phones keep a better copy."""
    ICE = auto()
    """Know the ICE servers that browsers are told of."""
    EXPIRY = auto()
    """Know when a session counts as abandoned."""
    MAIL = auto()
    """Send mails."""
    SYNTHETIC_KEY = auto()
    """Read the key that the synthetic citizen shows."""
    NOTIFY_KEY = auto()
    """Read what GOV.UK Notify shows with its receipts."""
    UPLOAD = auto()
    """Let browsers put files into the evidence bucket in parts, and hand them out again."""
    CHECK = auto()
    """Read what was uploaded, and sign what it is."""
    RETENTION = auto()
    """Know how long what is kept."""
    HOLD_LATER = auto()
    """Have a material's objects put on legal hold."""
    HOLD = auto()
    """Put objects on legal hold; take none off."""
    NIGHT = auto()
    """Say in the evidence bucket what will go, and have it disposed of."""
    DISPOSE = auto()
    """Lift holds, delete what was let go, and certify it."""
