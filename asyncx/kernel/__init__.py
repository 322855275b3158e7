"""The code that runs inside the traced interpreter: it records, and leaves all meaning to others.

Standard library alone, syntax of Python 3.8, relative imports only.
"""
