"""The model: what happened in one run, as frozen values.  Pure: no file, no clock, no network."""
