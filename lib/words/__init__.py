"""What things are called: wording, terms, phrases. No Streamlit."""
