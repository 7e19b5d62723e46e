version 1.1

task example {
  command <<<>>>
  runtime {
    docker: "debian:12"
  }
}
