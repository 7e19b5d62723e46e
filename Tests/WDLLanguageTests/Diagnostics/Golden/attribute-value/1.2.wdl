version 1.2

task example {
  command <<<>>>
  requirements {
    cpu: 0
    memory: "plenty"
    disks: "many"
    gpu: "perhaps"
    max_retries: -1
    return_codes: "all"
    container: ""
  }
}
