"""Lambda on the laptop: a process an instance, one event at a time, exactly the environment of the template."""
