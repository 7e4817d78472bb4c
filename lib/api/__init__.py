"""Data addresses: what the pages tell, for other programs to read. No Streamlit here."""
