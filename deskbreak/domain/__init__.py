"""The pure core: no clock, no I/O, no logging. Values go in, values come out."""
