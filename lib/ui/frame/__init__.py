"""The frame around every page: session, navigation, filter bar, search."""
