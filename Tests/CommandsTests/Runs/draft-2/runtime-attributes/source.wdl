task limits {
  Int cores = 1
  String size = "512 MB"
  command { echo fine }
  runtime {
    docker: "ubuntu:22.04"
    cpu: cores
    memory: size
    disks: "local-disk " + 10 + " HDD"
    preemptible: "3"
    maxRetries: "0"
    zones: "us-east1-b us-east1-c"
    bootDiskSizeGb: 12
    noAddress: true
  }
  output { String text = read_string(stdout()) }
}

workflow attributes {
  call limits
}
