"""How a system answers requests, whatever serves it: free of MLflow."""
