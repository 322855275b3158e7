"""The stepper in the terminal: four panes, the keys of the page, one world for both.

subject   a run, with what is computed of it once
state     where the reader is, as a frozen value; `moves` make the next one
panes     a state as lines of text: everything that can be seen, without any terminal
app       the terminal: keys, mouse, size and time in, lines out; the only module that imports Textual
"""
