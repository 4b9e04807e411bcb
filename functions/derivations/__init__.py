"""Makes clips, snapshots and playable copies: reads masters, writes copies, and reaches nothing else."""
