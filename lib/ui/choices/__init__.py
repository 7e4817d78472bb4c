"""Controls of a page: what they choose is in the view."""
