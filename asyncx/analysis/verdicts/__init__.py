"""The rules of the verdict: each looks for one kind of surprise and says it, or says nothing."""
