"""The dataset seen on a day: what pages and cards ask for. No Streamlit."""
