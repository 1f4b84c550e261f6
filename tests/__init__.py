"""The tests: rules, laws, golden layouts and finished files."""
