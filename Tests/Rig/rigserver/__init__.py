"""AWS on this machine: moto behind a gate that is as strict as AWS, and an own AWS Batch whose jobs really run."""
