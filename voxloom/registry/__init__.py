"""The MLflow registry: versions of a system, who is champion, and why.

The only package that imports mlflow, and only inside functions (mlflow takes seconds to import);
the exceptions are `pyfunc` and `served`, which MLflow runs to build what it serves.
"""
