"""Many viewers at once: sessions that speak Streamlit's own protocol, without a browser."""
