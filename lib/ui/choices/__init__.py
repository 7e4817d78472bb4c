"""Controls of single pages; what they choose is in the view."""
