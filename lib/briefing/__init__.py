"""Cards handed out: what every page of an export carries, briefings."""
