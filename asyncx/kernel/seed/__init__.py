"""The folder that a watched interpreter finds its `sitecustomize` in, before all others."""
