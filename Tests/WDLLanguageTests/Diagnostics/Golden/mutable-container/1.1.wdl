version 1.1

task example {
  command <<<>>>
  runtime {
    container: "debian:latest"
  }
}
