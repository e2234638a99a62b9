"""In what order, when and where: Prefect flows over the DAG that dvc.yaml declares."""
