version 1.0

task example {
  command <<<>>>
  runtime {
    cpu: "two"
    memory: "plenty"
    disks: "many"
    gpu: "perhaps"
    maxRetries: -1
    returnCodes: "all"
    docker: ""
  }
}
