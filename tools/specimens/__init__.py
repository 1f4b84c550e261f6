"""Specimen sheets: every rule of composition beside its opposite, for each region, across and down."""
