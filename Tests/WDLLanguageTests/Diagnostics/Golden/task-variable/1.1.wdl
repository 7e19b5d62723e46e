version 1.1

task example {
  command <<<
    echo ~{task.name}
  >>>
  runtime {
    container: "debian:12"
  }
}
