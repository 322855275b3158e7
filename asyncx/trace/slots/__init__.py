"""The file of a watched program -> records of the wire, few enough to be looked at.

file       bytes -> slots: header, pages, texts and sites
condense   what is short and without consequence is merged: merging steps, idles, crowds of tasks;
           ahead some of that, while the file is still being written
unroll     the slots of one thread -> records in the order of time, inside each other
lawful     the records of all threads, in an order that asyncio could have made
"""
