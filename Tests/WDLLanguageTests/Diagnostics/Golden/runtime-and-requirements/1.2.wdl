version 1.2

task example {
  command <<<>>>
  runtime {
    cpu: 1
  }
  requirements {
    memory: "2 GiB"
  }
}
