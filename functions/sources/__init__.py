"""Sources: officers let cameras send that no citizen holds, and take that back."""
