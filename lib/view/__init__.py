"""What is looked at: address and view. No Streamlit."""
