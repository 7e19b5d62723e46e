version 1.0

task without {
  command <<<>>>
  runtime {
    cpu: 1
  }
}

task with {
  command <<<>>>
  runtime {
    docker: "debian:12"
  }
}
