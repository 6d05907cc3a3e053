"""Tables that are not cards: each column gets a meaning from its headings, each row its entries."""
