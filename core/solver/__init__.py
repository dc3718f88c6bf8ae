"""Linear and mixed-integer programs, solved beside this process where they take long."""
