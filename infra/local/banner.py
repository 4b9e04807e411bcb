"""What a person reads when the laptop is ready."""

from typing import Any

from infra.local.options import Options
from infra.local.signin.people import FORCES, PEOPLE


def banner(ready: dict[str, Any], options: Options, seconds: float, passed_over: list[str]) -> str:
    """Return the addresses, the sign-ins, and what is not here."""
    lines = [
        "",
        f"  Sightline is ready ({seconds:.1f} s).",
        "",
        f"  Officers   {ready['viewer']}",
        f"  Phone      {ready['phone']}   every text, with its link",
        "",
        "  Sign in as",
        *(f"    {person.name:<26} {person.role.value:<13} {FORCES[person.force_id]}" for person in PEOPLE),
        "",
        f"  Logs       {ready['logs']}",
        *_certificate(ready, options),
        f"  Passed over: {', '.join(sorted(kind.removeprefix('AWS::') for kind in passed_over))}.",
        "  Ctrl-C ends it all.",
        "",
    ]
    return "\n".join(lines)


def _certificate(ready: dict[str, Any], options: Options) -> list[str]:
    if ready["ca_file"]:
        return [f"  Authority  {ready['ca_file']}   trust it, or accept the browser's warning"]
    if options.host not in {"127.0.0.1", "localhost", "::1"}:
        return ["  Other machines get no camera without --https."]
    return []
