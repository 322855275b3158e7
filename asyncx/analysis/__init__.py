"""Judge a trace: facts, causes and the verdict, by pure functions on the frozen model."""
