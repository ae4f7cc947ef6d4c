"""Which routine is offered: memory, eligibility, hard rules, preference."""
