"""Where traces come from: scenarios, interpreters, and the child process that runs them."""
