version 1.2

task strict {
  command <<<>>>
  requirements {
    memory: [1, 2]
    gpu: 1
    cpu: "4"
  }
}

task loose {
  command <<<>>>
  runtime {
    memory: true
    returnCodes: "*"
  }
}
