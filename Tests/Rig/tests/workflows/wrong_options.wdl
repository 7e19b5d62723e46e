version 1.0

# Asks for what AWS Batch does not have.
task wrong_options {
  command <<<
    true
  >>>
  output {
    Boolean done = true
  }
  runtime {
    docker: "localhost/busybox:latest"
    containerOptions: "--gpus all"
    jobTimeout: 30
  }
}
