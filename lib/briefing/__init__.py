"""Cards handed out: briefings, which are lists of scenes, and what every page of an export says."""
