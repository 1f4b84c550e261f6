"""Tests of `compositor watch`."""
