"""What a reader is told, as values. No Streamlit, no charts, no HTML."""
