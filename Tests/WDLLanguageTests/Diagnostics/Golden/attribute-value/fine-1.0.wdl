version 1.0

task example {
  input {
    Int gigabytes
  }
  command <<<>>>
  runtime {
    docker: "debian:12"
    cpu: "2"
    memory: "~{gigabytes} GB"
    disks: "local-disk 10 SSD, /mnt/data 20 HDD"
    gpu: 1
    maxRetries: "1"
    returnCodes: "*"
  }
}
