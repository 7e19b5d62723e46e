version 1.0

task t {
  input {
    Int cores = 1
    Float gigabytes = 0.25
    String image = "ubuntu:22.04"
  }
  command <<< echo ~{cores} >>>
  runtime {
    docker: image
    cpu: "~{cores}"
    memory: "~{gigabytes} GB"
    disks: "local-disk ~{10 + cores} SSD"
    preemptible: 2
    maxRetries: 1
    continueOnReturnCode: [0, 1]
    bootDiskSizeGb: 15
    dockerWorkingDir: "/work"
    gpuType: "nvidia-tesla-t4"
    zones: ["us-central1-a"]
  }
  output { Int n = read_int(stdout()) }
}

workflow w { call t }
