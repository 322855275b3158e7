"""Show a trace: analysis in, Rich Text or bytes out.  Nothing here prints."""
