"""From the text of an error, a finding or a scenario's name to the page that explains it; pure."""
