version 1.2

task t {
  command <<<>>>
  runtime {
    docker: "debian:12"
  }
}

task u {
  command <<<>>>
  requirements {
    docker: "debian:12"
    maxRetries: 1
    cpu: 1
  }
}
