"""The nouns that all stages share: frozen, without opinions, lengths in whole scaled points."""
