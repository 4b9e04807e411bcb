"""Makes clips, snapshots, playable and redacted copies, and looks for faces: reads masters and reaches nothing else."""
