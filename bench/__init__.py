"""Benchmarks: `make bench` prints figures and ratios of one run; none of them decides a test."""
