"""The bill of materials: what compositor is made of and installs, each release with its hashes and its licence."""
