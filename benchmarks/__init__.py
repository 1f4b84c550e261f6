"""Benchmarks: how fast lines are set and how even they are, beside HarfBuzz and typst; ``make bench`` runs them."""
