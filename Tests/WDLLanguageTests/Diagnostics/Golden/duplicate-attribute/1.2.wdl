version 1.2

task example {
  command <<<>>>
  requirements {
    container: "debian:12"
    cpu: 1
    cpu: 2
  }
  hints {
    max_cpu: 1
    maxCpu: 2
  }
}
