"""Units, statuses, progress, search: pure functions on tables. No Streamlit, no paths."""
