"""Reports as data: what a report says and how it is arranged, for any writer to put on paper."""
