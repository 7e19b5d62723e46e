version 1.0

task example {
  command <<<>>>
  runtime {
    docker: "debian:12"
    maxRetries: "1"
  }
}
