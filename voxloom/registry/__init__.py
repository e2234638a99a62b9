"""The MLflow registry: versions of a system, who is champion, and why.

The only package that imports mlflow, and only inside functions (mlflow takes seconds to import);
the exception is `pyfunc_speech`, the file MLflow itself runs to build the served model.
"""
