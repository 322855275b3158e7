"""The command line: parse, get a trace, judge it, show it.  One thin file a command."""
