"""The workbench: what one clerk of the secretariat does on a desk PC."""
