"""The data inventory of docs/dpia.md: what is kept, where, how long and who reaches it, as code and templates say."""
