//! Vietnamese names, dates, numbers, units and texts. Pure: no I/O, no clock.
