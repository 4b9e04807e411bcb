"""The officers' sign-in on the laptop: an OpenID provider that stands for the user pool."""
