"""A trace for Perfetto: what it shows (`timeline`), and two ways to write it (`protobuf`, `chrome`)."""
