"""Notes in the log how far an invite has come, and why it stands still; what is noted here is counted at the boundary.

A line names a stage or a reason, and nothing of whose invite it is. The synthetic citizen counts for itself.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sightline.domain.invite import FunnelStage, Invite

if TYPE_CHECKING:
    from collections.abc import Callable

    from sightline.ports import InviteStore

log = logging.getLogger(__name__)


def change_invite(invites: InviteStore, invite_id: str, how: Callable[[Invite], Invite]) -> Invite:
    """Change an invite; note each stage that it has reached by that, once, and a trouble that is new."""
    seen: list[Invite] = []

    def noting(newest: Invite) -> Invite:
        seen.append(newest)
        return how(newest)

    changed = invites.change(invite_id, noting)
    _note(seen[-1], changed)
    return changed


def _note(before: Invite, after: Invite) -> None:
    if after.is_synthetic():
        return
    for stage in after.funnel.keys() - before.funnel.keys():
        log.info("stage reached", extra={"stage": stage.value})
        if stage is FunnelStage.FIRST_FRAME and FunnelStage.CONSENTED in after.funnel:
            waited = after.funnel[stage] - after.funnel[FunnelStage.CONSENTED]
            log.info("first frame", extra={"seconds": waited.total_seconds()})
    if after.trouble and not (before.trouble and before.trouble.reason is after.trouble.reason):
        log.info("funnel stopped", extra={"reason": after.trouble.reason.value})
