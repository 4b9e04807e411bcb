"""Invites: officers send them, citizens answer them, providers report what became of the text."""
