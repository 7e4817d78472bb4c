"""Programs run by hand that make the committed data from its origins."""
