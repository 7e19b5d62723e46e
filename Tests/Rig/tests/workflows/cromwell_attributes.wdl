version 1.0

# Attributes as they stand in workflows that were written for Cromwell on AWS.
task three {
  input {
    Int status = 3
    String image = "localhost/busybox:latest"
  }
  command <<<
    echo "ends with ~{status}"
    exit ~{status}
  >>>
  runtime {
    docker: image
    continueOnReturnCode: [0, status]
    cpu: 1
    memory: "1 GB"
    disks: "local-disk 10 SSD, /mnt/scratch"
    zones: ["us-east-1a", "us-east-1b"]
    noAddress: true
    maxRetries: 1
    awsBatchRetryAttempts: 2
    awsBatchEvaluateOnExit: [{"action": "RETRY", "onStatusReason": "Host EC2*"}, {"Action": "exit", "onReason": "*"}]
    ulimits: [{"name": "nofile", "softLimit": "512", "hardLimit": "1024"}]
    sharedMemorySize: "32 MB"
    fuseMount: false
    jobTimeout: 60 * 2
    logGroupName: "/aws/batch/job"
    additionalTags: {"project": "p~{status}"}
    scriptBucketName: "lab-scripts"
    efsDelocalize: true
    efsMakeMD5: true
    gpuCount: 0
  }
  output {
    String said = read_string(stdout())
  }
}

workflow cromwell_attributes {
  call three
  output {
    String said = three.said
  }
}
