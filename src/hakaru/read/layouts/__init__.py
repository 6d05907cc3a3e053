"""The layouts that are recognised, from what their headings say."""
