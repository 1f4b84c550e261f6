"""What may go wrong at night: bad input, and faults of the machine while an issue is composed."""
