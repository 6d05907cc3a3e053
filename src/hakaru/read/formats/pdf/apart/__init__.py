"""The room apart: a process of bounded memory and time, the only one in which pdfium works.

`door` is this side of it: it starts the process, asks, waits no longer than is bearable, and says
in words when nothing comes. `inside` is what runs there. `messages` is what goes from one to the
other: plain data, whose shape is checked as it is read. `bounds` says how much, and why that much.
"""
