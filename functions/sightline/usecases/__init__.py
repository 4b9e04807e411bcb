"""What is done: functions named verb_noun that take the ports they need."""
